import Glibc

/// A sound in memory, to be cut.
public struct SoundClip: Sendable, Equatable {
  /// Samples a second.
  public let rate: Int
  /// From -1 to 1, all of one length.
  public let channels: [[Float]]

  public init(rate: Int, channels: [[Float]]) {
    precondition(rate > 0 && Set(channels.map(\.count)).count == 1, "channels are of one length")
    self.rate = rate
    self.channels = channels
  }

  public var count: Int { channels[0].count }
  /// Seconds.
  public var duration: Double { Double(count) / Double(rate) }

  /// What sounds from one moment to another, in seconds, as far as there is sound. It fades in and out by equal power,
  /// so that nothing clicks.
  public func segment(from start: Double, to end: Double, fade: Double = 0.008) -> SoundClip {
    let (first, last) = (place(start), max(place(start), place(end)))
    let faded = min((last - first) / 2, place(fade))
    return SoundClip(
      rate: rate,
      channels: channels.map { samples in
        var cut = Array(samples[first..<last])
        for index in 0..<faded {
          let gain = Float(sin((Double(index) + 0.5) / Double(faded) * Double.pi / 2))
          cut[index] *= gain
          cut[cut.count - 1 - index] *= gain
        }
        return cut
      })
  }

  /// The place of a moment, inside.
  func place(_ time: Double) -> Int {
    guard time > 0 else { return 0 }
    return Int(min(Double(count), (time * Double(rate)).rounded()))
  }

  /// A WAV file of 16-bit samples; nil where it would be longer than such a file can be.
  public func waveFile() -> [UInt8]? {
    let byteCount = count * channels.count * 2
    guard byteCount <= WaveHeader.dataLimit else { return nil }
    var samples = [Float](repeating: 0, count: count * channels.count)
    samples.withUnsafeMutableBufferPointer { samples in
      for (offset, channel) in channels.enumerated() {
        channel.withUnsafeBufferPointer { channel in
          for index in 0..<channel.count { samples[index &* channels.count &+ offset] = channel[index] }
        }
      }
    }
    let header = WaveHeader(
      rate: rate, channels: channels.count, samples: .int16, dataByteCount: byteCount)
    return header.bytes + WaveHeader.encode(samples, as: .int16)
  }
}
