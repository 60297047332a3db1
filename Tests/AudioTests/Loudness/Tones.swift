import Glibc

/// Sines of 1 kHz, as the test signals of EBU Tech 3341 and 3342 are made of.
struct Tones {
  let rate: Int
  private(set) var channels: [[Float]]

  init(rate: Int, channels: Int = 2) {
    self.rate = rate
    self.channels = Array(repeating: [], count: channels)
  }

  /// Adds so many seconds at these levels in dB below full scale, one for each channel or one for all.
  mutating func add(_ seconds: Double, _ levels: Double..., hertz: Double = 1000) {
    let count = Int((seconds * Double(rate)).rounded())
    for channel in channels.indices {
      let amplitude = pow(10, levels[levels.count > 1 ? channel : 0] / 20)
      let start = channels[channel].count
      channels[channel] += (0..<count).map { index in
        Float(amplitude * sin(2 * Double.pi * hertz * Double(start + index) / Double(rate)))
      }
    }
  }

  var interleaved: [Float] {
    channels[0].indices.flatMap { index in channels.map { $0[index] } }
  }
}
