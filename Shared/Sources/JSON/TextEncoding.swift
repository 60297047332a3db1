/// The bytes of a file as UTF-8, whatever it is written in, and what offsets in them are in the file.
struct TextEncoding {
  private enum Form { case utf8, littleEndian, bigEndian }

  private let form: Form
  private let markCount: Int

  /// By its mark; without one, by the zeros that UTF-16 has around brackets.
  init(of bytes: [UInt8]) {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xff, 0xfe): (form, markCount) = (.littleEndian, 2)
    case (0xfe, 0xff): (form, markCount) = (.bigEndian, 2)
    case (0xef, 0xbb) where bytes.dropFirst(2).first == 0xbf: (form, markCount) = (.utf8, 3)
    case (.some(1...), 0): (form, markCount) = (.littleEndian, 0)
    case (0, .some(1...)): (form, markCount) = (.bigEndian, 0)
    default: (form, markCount) = (.utf8, 0)
    }
  }

  /// Where reading begins in what `converted` gives.
  var start: Int { form == .utf8 ? markCount : 0 }

  func converted(_ bytes: [UInt8]) -> [UInt8] {
    guard form != .utf8 else { return bytes }
    let (high, low) = form == .bigEndian ? (0, 1) : (1, 0)
    let units = stride(from: markCount, to: bytes.count - 1, by: 2).lazy.map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low])
    }
    return Array(String(decoding: Array(units), as: UTF16.self).utf8)
  }

  /// The offsets in the file of these ascending offsets in what was converted.
  func offsets(_ offsets: [Int], in converted: [UInt8]) -> [Int] {
    guard form != .utf8 else { return offsets }
    var units = 0
    var at = 0
    return offsets.map { offset in
      while at < min(offset, converted.count) {
        units += Self.unitCount(converted[at])
        at += 1
      }
      return markCount + 2 * units
    }
  }

  /// How many UTF-16 code units a byte of UTF-8 begins.
  private static func unitCount(_ byte: UInt8) -> Int {
    switch byte {
    case 0x80..<0xc0: 0
    case 0xf0...: 2
    default: 1
    }
  }
}
