import CUTF8Proc
import Glibc

extension Text {
  /// As `folded`, and without the accents of Latin, Greek and Cyrillic letters: what people leave out when they type.
  /// Marks of other scripts are vowels and stay.
  public static func plain(_ text: some StringProtocol) -> String {
    let bytes = foldedBytes(text)
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var result = String.UnicodeScalarView()
    for scalar in divided(bytes).unicodeScalars where !(0x300...0x36F ~= scalar.value) {
      if let letters = barred[scalar] {
        result.append(contentsOf: letters.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return folded(String(result))
  }

  /// Letters whose stroke or bow Unicode takes for a part of them.
  private static let barred: [Unicode.Scalar: String] = [
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "e",
  ]

  private static func divided(_ bytes: [UInt8]) -> String {
    var count: utf8proc_ssize_t = 0
    guard let result = hookline_utf8proc_divide(bytes, bytes.count, &count) else { return "" }
    // Made by the library with malloc; ours to free.
    defer { free(result) }
    return String(decoding: UnsafeBufferPointer(start: result, count: max(0, count)), as: UTF8.self)
  }
}
