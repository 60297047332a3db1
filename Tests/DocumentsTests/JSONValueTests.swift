import Documents
import FoundationEssentials
import Testing

@Suite struct JSONValueTests {
  @Test func `a document is JSON whatever it holds`() {
    let document: JSONValue = [
      "text": "quote \" back \\ line \n bell \u{7} c1 \u{9b} é 🎵", "none": .null, "empty": [], "nothing": [:],
      "numbers": [1, -2, .double(0.5), .double(.infinity)], "yes": true,
    ]

    #expect(
      document.text == #"""
        {
          "text": "quote \" back \\ line \n bell \u0007 c1 \u009b é 🎵",
          "none": null,
          "empty": [],
          "nothing": {},
          "numbers": [
            1,
            -2,
            0.5,
            null
          ],
          "yes": true
        }
        """#)
  }

  @Test func `JSON is read as it was written`() throws {
    let document: JSONValue = [
      "array": [1, .double(0.5), "x", .null, true], "object": ["a": [:]], "text": "\u{202e}\u{1b}",
    ]

    #expect(try JSONValue(reading: document.text) == document)
    #expect(document.text.contains("\\u202e\\u001b"))
  }

  @Test func `a document on one line is the same document`() throws {
    let document: JSONValue = ["a": [1, .null, ["b": []]], "quote \" of": "line\nbreak"]

    #expect(document.line == #"{"a": [1, null, {"b": []}], "quote \" of": "line\nbreak"}"#)
    #expect(try JSONValue(reading: document.line) == document)
  }

  @Test func `what is unknown is null, and times are those of UTC`() {
    let values: [JSONValue] = [
      JSONValue(Int?.none), JSONValue(String?.none), JSONValue(Date?.none), JSONValue(Double?.none),
      JSONValue(UInt8?.none), JSONValue(3), JSONValue(0.5), JSONValue(true),
      JSONValue(Date(timeIntervalSince1970: 1_767_225_600.9)),
      JSONValue(UInt8?.some(7)),
    ]

    #expect(
      JSONValue.array(values).line
        == #"[null, null, null, null, null, 3, 0.5, true, "2026-01-01T00:00:00Z", "7"]"#)
  }
}
