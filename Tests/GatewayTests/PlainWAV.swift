import Glibc

/// A sound as a WAV file: three notes that begin anew on each beat, for some seconds.
enum PlainWAV {
  static let chord = bytes(seconds: 6, beatsPerMinute: 120)

  static func bytes(seconds: Int, beatsPerMinute: Double, rate: Int = 22_050) -> [UInt8] {
    let beat = 60 / beatsPerMinute
    let samples = (0..<seconds * rate).flatMap { index -> [UInt8] in
      let time = Double(index) / Double(rate)
      let within = time.truncatingRemainder(dividingBy: beat)
      let level = exp(-within * 8) * 0.3
      let value = [220.0, 277.18, 329.63].reduce(0) { $0 + sin(2 * Double.pi * $1 * time) } * level
      let sample = UInt16(bitPattern: Int16(max(-1, min(1, value)) * 32_000))
      return [UInt8(sample & 255), UInt8(sample >> 8)]
    }
    return Array("RIFF".utf8) + number(36 + samples.count, 4) + Array("WAVEfmt ".utf8) + number(16, 4)
      + number(1, 2) + number(1, 2) + number(rate, 4) + number(2 * rate, 4) + number(2, 2) + number(16, 2)
      + Array("data".utf8) + number(samples.count, 4) + samples
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
