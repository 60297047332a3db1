/// Text as files have it: mostly UTF-8, sometimes in an older encoding, sometimes cut in the middle of a character.
enum MediaText {
  /// At most `limit` bytes of it. What is not UTF-8 is taken for Latin 1, the usual encoding of old tags.
  static func repaired(_ pointer: UnsafePointer<CChar>?, limit: Int) -> String {
    guard let pointer else { return "" }
    var bytes: [UInt8] = []
    while bytes.count < limit, pointer[bytes.count] != 0 {
      bytes.append(UInt8(bitPattern: pointer[bytes.count]))
    }
    if bytes.count == limit { dropPartOfCharacter(from: &bytes) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    return text.utf8.count <= limit ? text : String(text.prefix(limit / 2))
  }

  private static func dropPartOfCharacter(from bytes: inout [UInt8]) {
    guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }), bytes.count - start < 4 else { return }
    if String(validating: bytes[start...], as: UTF8.self) == nil { bytes.removeSubrange(start...) }
  }
}
