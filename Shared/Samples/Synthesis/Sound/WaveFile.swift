extension SongSound {
  /// A WAV file of 16-bit samples. With another `rate` than its own the sound plays faster or slower.
  public func waveFile(rate: Int? = nil) -> [UInt8] {
    let played = rate ?? self.rate
    let dataSize = count * channels.count * 2
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44 + dataSize)
    bytes.append(contentsOf: "RIFF".utf8)
    bytes.append(little: UInt32(clamping: 36 + dataSize))
    bytes.append(contentsOf: "WAVEfmt ".utf8)
    bytes.append(little: UInt32(16))
    bytes.append(little: UInt16(1))
    bytes.append(little: UInt16(channels.count))
    bytes.append(little: UInt32(clamping: played))
    bytes.append(little: UInt32(clamping: played * channels.count * 2))
    bytes.append(little: UInt16(channels.count * 2))
    bytes.append(little: UInt16(16))
    bytes.append(contentsOf: "data".utf8)
    bytes.append(little: UInt32(clamping: dataSize))
    appendSamples(to: &bytes)
    return bytes
  }

  private func appendSamples(to bytes: inout [UInt8]) {
    let start = bytes.count
    let width = channels.count
    bytes.append(contentsOf: repeatElement(0, count: count * width * 2))
    bytes.withUnsafeMutableBytes { target in
      for (place, channel) in channels.enumerated() {
        channel.withUnsafeBufferPointer { samples in
          for index in 0..<samples.count {
            let sample = Int16(max(-1, min(1, samples[index])) * 32_767)
            target.storeBytes(
              of: sample.littleEndian, toByteOffset: start + (index &* width &+ place) &* 2, as: Int16.self)
          }
        }
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
