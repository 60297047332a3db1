/// What the first bytes of a file of separated values tell.
enum CSVStart {
  /// How many bytes of a mark of byte order of UTF-8 there are to skip.
  static func markLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
  }

  /// What it is if it is not UTF-8, as far as that shows; nil otherwise.
  static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return "UTF-16" }
    if bytes.starts(with: [0x1f, 0x8b]) { return "compressed" }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) { return "a spreadsheet or an archive" }
    return bytes.prefix(1024).contains(0) ? "no text" : nil
  }

  /// What the first line has most of.
  static func separator(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [0x2c, 0x3b, 0x09]
    var counts = [0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == CSVText.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == CSVText.newline { break }
      if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }
}
