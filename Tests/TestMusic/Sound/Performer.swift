import Glibc

/// Plays the notes of one instrument.
struct Performer {
  let timbre: Timbre
  let rate: Double
  /// Of everything that it plays.
  let cents: Double
  private var waves: [Int: (bright: [Float], dark: [Float])] = [:]
  private var seed: UInt32

  static let bits: UInt32 = 11
  static let size = 1 << Int(bits)
  static let sine: [Float] = (0...size).map { Float(sin(2 * Double.pi * Double($0) / Double(size))) }

  init(_ timbre: Timbre, rate: Int, cents: Double, seed: UInt32) {
    self.timbre = timbre
    self.rate = Double(rate)
    self.cents = cents
    self.seed = seed | 1
  }

  /// `start` and `length` are in seconds.
  mutating func play(
    pitch: Int, at start: Double, for length: Double, strength: Double, into buffer: inout [Float]
  ) {
    let first = Int(start * rate)
    guard first >= 0, first < buffer.count else { return }
    let frequency = 440 * exp2((Double(pitch) - 69 + cents / 100) / 12)
    guard frequency < rate * 0.45 else { return }
    seed = seed &* 1_664_525 &+ 1_013_904_223
    let tail = max(timbre.release * 6, 0.01)
    let room = min(buffer.count - first, Int((length + tail) * rate))
    let note = Sounding(
      frequency: frequency, held: max(1, Int(length * rate)), gain: Float(strength * timbre.gain),
      seed: seed)
    let tables = table(pitch, frequency)
    buffer.withUnsafeMutableBufferPointer { buffer in
      let out = UnsafeMutableBufferPointer(rebasing: buffer[first..<first + room])
      switch timbre.source {
      case .wave: wave(note, tables, out)
      case .string(let damping, let brightness): string(note, damping, brightness, out)
      case .modulated(let ratio, let depth): modulated(note, ratio, depth, out)
      case .struck(let partials, let fall, let stretch): struck(note, partials, fall, stretch, out)
      }
    }
  }

  private mutating func table(_ pitch: Int, _ frequency: Double) -> (bright: [Float], dark: [Float]) {
    guard case .wave(let bright, let dark) = timbre.source else { return ([], []) }
    if let known = waves[pitch] { return known }
    let made = (wavetable(bright, frequency), bright == dark ? [] : wavetable(dark, frequency))
    waves[pitch] = made
    return made
  }

  private func wavetable(_ spectrum: Spectrum, _ frequency: Double) -> [Float] {
    let count = max(1, min(40, Int(rate * 0.45 / frequency)))
    var table = [Float](repeating: 0, count: Self.size + 1)
    var power: Float = 0
    Self.sine.withUnsafeBufferPointer { sine in
      table.withUnsafeMutableBufferPointer { table in
        for harmonic in 1...count {
          let strength = Float(spectrum.strength(harmonic, of: frequency))
          guard abs(strength) > 0.0005 else { continue }
          power += strength * strength
          for index in 0...Self.size {
            table[index] += strength * sine[index &* harmonic & (Self.size &- 1)]
          }
        }
        // All pitches and vowels are alike in loudness.
        let gain = 0.5 / max(0.05, power.squareRoot())
        for index in 0...Self.size { table[index] *= gain }
      }
    }
    return table
  }
}

/// A note on its way.
struct Sounding {
  let frequency: Double
  /// Samples until it is let go.
  let held: Int
  let gain: Float
  let seed: UInt32
}
