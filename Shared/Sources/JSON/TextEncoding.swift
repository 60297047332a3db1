/// What the bytes of a file are written in, and what offsets in them as UTF-8 are in the file.
struct TextEncoding {
  private enum Form { case utf8, littleEndian, bigEndian }

  private let form: Form
  /// How long the mark is that they begin with.
  let markCount: Int

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

  var isWide: Bool { form != .utf8 }

  /// The whole characters at the start of the bytes, which are taken away; at the end of the file, all there is.
  func converted(_ bytes: inout [UInt8], isLast: Bool) -> [UInt8] {
    let (high, low) = form == .bigEndian ? (0, 1) : (1, 0)
    var units = stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low])
    }
    if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    bytes.removeFirst(isLast ? bytes.count : 2 * units.count)
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// How many bytes of the file these bytes of UTF-8 stand for.
  func width(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard isWide else { return bytes.count }
    return 2 * bytes.reduce(0) { $0 + Self.unitCount($1) }
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
