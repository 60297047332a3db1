public import Vision

/// A picture as a PNG file without compression.
public enum PlainPNG {
  public static func bytes(_ frame: Frame) -> [UInt8] {
    let row = 3 * frame.width
    let lines = (0..<frame.height).flatMap { [0] + frame.pixels[$0 * row..<($0 + 1) * row] }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", number(frame.width) + number(frame.height) + [8, 2, 0, 0, 0])
      + chunk("IDAT", stored(lines)) + chunk("IEND", [])
  }

  /// As zlib keeps what it does not compress.
  private static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    for start in stride(from: 0, to: bytes.count, by: 65_535) {
      let part = bytes[start..<min(bytes.count, start + 65_535)]
      let (low, high) = (UInt8(part.count & 255), UInt8(part.count >> 8))
      result += [part.endIndex == bytes.count ? 1 : 0, low, high, ~low, ~high] + part
    }
    var (first, second) = (1, 0)
    for byte in bytes {
      first = (first + Int(byte)) % 65_521
      second = (second + first) % 65_521
    }
    return result + number(second << 16 | first)
  }

  /// A part of such a file with its sum, for those that are not what they should be.
  public static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + bytes
    var sum: UInt32 = .max
    for byte in body {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return number(bytes.count) + body + number(Int(~sum))
  }

  /// As it stands in such a file.
  public static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
