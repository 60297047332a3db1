import CUTF8Proc
import Glibc

/// Text as it is compared.
public enum Text {
  /// How many marks may stand on one letter; no language needs more. Ordering a run of them takes time that grows with
  /// the square of its length, and people do send thousands.
  static let markLimit = 8

  /// Without differences of case and of spelling in Unicode: NFKC with case folding, without invisible characters.
  ///
  /// Folding twice changes nothing more. Of the marks on one letter the first eight are kept.
  public static func folded(_ text: some StringProtocol) -> String {
    String(decoding: foldedBytes(text), as: UTF8.self)
  }

  static func foldedBytes(_ text: some StringProtocol) -> [UInt8] { foldedBytes(Array(text.utf8)) }

  /// Bytes that are no UTF-8 become U+FFFD.
  static func foldedBytes(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return bytes.map { 65...90 ~= $0 ? $0 + 32 : $0 }
    }
    return withFewMarks(mapped(withFewMarks(Array(String(decoding: bytes, as: UTF8.self).utf8))))
  }

  private static func mapped(_ bytes: [UInt8]) -> [UInt8] {
    var count: utf8proc_ssize_t = 0
    guard let result = hookline_utf8proc_fold(bytes, bytes.count, &count) else { return [] }
    // Made by the library with malloc; ours to free.
    defer { free(result) }
    return Array(UnsafeBufferPointer(start: result, count: max(0, count)))
  }

  private static func withFewMarks(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var marks = 0
    var place = 0
    while let (scalar, length) = bytes.scalar(at: place) {
      marks = ScalarClass.isMark(scalar) ? marks + 1 : 0
      if marks <= markLimit { result += bytes[place..<place + length] }
      place += length
    }
    return result
  }
}
