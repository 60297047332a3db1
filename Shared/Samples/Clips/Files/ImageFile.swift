/// Writes a PNG file of red, green and blue, not compressed (RFC 2083, 1950 and 1951).
struct ImageFile {
  let width: Int
  let height: Int

  private static let mark: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// The rows come one by one, three bytes a pixel.
  func bytes(row: (Int, inout [UInt8]) -> Void) -> [UInt8] {
    var header: [UInt8] = []
    header.putBig(width)
    header.putBig(height)
    // Eight bits of three colours; the only ways of compressing and filtering; rows in their order.
    header += [8, 2, 0, 0, 0]
    var lines: [UInt8] = []
    lines.reserveCapacity((1 + 3 * width) * height)
    for number in 0..<height {
      lines.append(0)
      row(number, &lines)
    }
    return Self.mark + Self.chunk("IHDR", header) + Self.chunk("IDAT", Self.stored(lines))
      + Self.chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let content = Array(name.utf8) + data
    var chunk: [UInt8] = []
    chunk.putBig(data.count)
    chunk += content
    chunk.putBig(checksum(content))
    return chunk
  }

  /// In blocks that are as they were.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: data.count, by: 65_535) {
      let end = min(data.count, start + 65_535)
      stream.append(end == data.count ? 1 : 0)
      stream.put(end - start, 2)
      stream.put(~(end - start), 2)
      stream += data[start..<end]
    }
    var (low, high) = (1, 0)
    for byte in data {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    stream.putBig(high << 16 | low)
    return stream
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xedb8_8320 : rest >> 1 }
  }

  private static func checksum(_ data: [UInt8]) -> Int {
    Int(~data.reduce(~0 as UInt32) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] })
  }
}

extension [UInt8] {
  /// In 32 bits, the highest byte first.
  fileprivate mutating func putBig(_ value: Int) {
    for place in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: value >> place)) }
  }
}
