import HTTP
import Testing

@testable import Media

@Suite struct ValidatorTests {
  @Test(
    arguments: [
      ("bytes 0-0/1", 0, 0, 1), ("bytes 5-9/100", 5, 9, 100), ("BYTES 5-9/*", 5, 9, nil),
    ] as [(String, Int, Int, Int?)])
  func `reads which part of what an answer holds`(text: String, first: Int, last: Int, total: Int?) {
    let range = ContentRange(text)

    #expect(range?.first == first && range?.last == last && range?.total == total)
  }

  @Test(arguments: [
    "", "bytes", "bytes 5-9", "bytes 9-5/100", "bytes 5-9/9", "bytes 5-9/-1", "bytes +5-9/10", "bytes -9/10",
    "bytes 5-/10", "bytes */10", "items 5-9/10", "bytes 5-9/10 x", "bytes 5-9/10/10", "bytes 5-9-9/10",
    "bytes 0-99999999999999999999/999999999999999999999", "bytes 5-9/",
  ])
  func `a part that makes no sense is none`(text: String) {
    #expect(ContentRange(text) == nil)
  }

  @Test(
    arguments: [
      ("\"a\"", "\"a\""), ("W/\"a\"", nil), ("a", nil), ("\"", nil),
      ("\"\(String(repeating: "a", count: 300))\"", nil),
    ] as [(String, String?)])
  func `only a strong tag names a content`(tag: String, validator: String?) {
    #expect(Validator.of(["ETag": tag, "Accept-Ranges": "bytes"]) == validator)
    #expect(Validator.of(["ETag": tag, "Accept-Ranges": "none"]) == nil)
  }
}
