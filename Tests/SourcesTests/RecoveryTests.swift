import Models
import Testing

@testable import Sources

@Suite struct RecoveryTests {
  private static func item(_ id: Int) -> String {
    #"{"id":"\#(id)","desc":"x","createTime":1727096344,"challenges":[{"id":"5","title":"a","desc":"b","stats":{"videoCount":1}}],"author":{"uniqueId":"kestrel","id":"9"},"music":{"id":"7","title":"t"}}"#
  }

  @Test func `gives the records before a cut and one rejection for the cut`() {
    let whole = "[" + [1, 2, 3].map(Self.item).joined(separator: ",") + "]"
    let start = 1 + 2 * (Self.item(1).utf8.count + 1)

    for end in start + 1..<whole.utf8.count - 1 {
      let file = read(String(whole.prefix(end)))
      #expect(file.ids == ["1", "2"], "cut at \(end)")
      #expect(file.rejections.map(\.offset) == [start], "cut at \(end)")
    }
  }

  @Test func `gives all records of a file that is cut between them and one rejection`() {
    let file = read("{\"itemList\":[" + Self.item(1) + "," + Self.item(2) + ",")

    #expect(file.ids == ["1", "2"])
    #expect(file.reasons == ["the file ends before its lists do"])
  }

  /// Each of these does something to the second of three records.
  private static let damages: [(what: String, damage: @Sendable (String) -> String)] = [
    ("a lost brace at the end", { String($0.dropLast()) }),
    ("a lost brace at the start", { String($0.dropFirst()) }),
    ("a lost quote", { $0.replacing("\"desc\":\"x\"", with: "\"desc\":\"x") }),
    ("a lost bracket of a list", { $0.replacing("}],\"author\"", with: "},\"author\"") }),
    ("a lost brace within", { $0.replacing("\"9\"}", with: "\"9\"") }),
    ("a lost colon", { $0.replacing("\"desc\":", with: "\"desc\"") }),
    ("a word", { $0.replacing("\"x\"", with: "undefined") }),
    ("a list that does not end", { $0.replacing("\"x\"", with: "[[[[") }),
    ("deep nesting", { $0.replacing("\"x\"", with: String(repeating: "[", count: 5_000)) }),
    ("deep objects", { $0.replacing("\"x\"", with: String(repeating: "[{\"a\":", count: 5_000)) }),
  ]

  @Test(arguments: damages)
  func `rejects a broken record and goes on with the next`(what: String, damage: @Sendable (String) -> String)
  {
    let text = "[" + Self.item(1) + "," + damage(Self.item(2)) + "," + Self.item(3) + "]"

    let file = read(text)

    #expect(file.ids == ["1", "3"], "\(what): \(file.rejections)")
    #expect(file.rejections.count == 1, "\(what): \(file.rejections)")
    #expect(file.rejections.first?.place == "test.json")
    #expect(file.rejections.first.map { $0.offset >= Self.item(1).utf8.count } == true)
    #expect(file.authors.map(\.handle.name) == ["kestrel"])
  }

  @Test func `takes a record with a brace too many and reports the brace`() {
    let file = read("[" + Self.item(1) + "}," + Self.item(2) + "]")

    #expect(file.ids == ["1", "2"])
    #expect(file.reasons == ["a bracket closes what is not open"])
  }

  @Test func `reports each of several broken records`() {
    let broken = String(Self.item(2).dropLast())
    let text = "[\(broken),\(Self.item(1)),\(broken),\(Self.item(3)),\(broken)]"

    let file = read(text)

    #expect(file.ids == ["1", "3"])
    #expect(file.rejections.count == 3)
  }

  @Test func `finds the lists of an envelope behind a broken member`() {
    let user = #"{"userInfo":{"user":{"uniqueId":"kestrel"},"stats":{"followerCount":},"#

    let file = read(
      user + "\"itemList\":[\(Self.item(1))],\"musicList\":[{\"music\":{\"id\":\"7\",\"title\":\"t\"}}]}")

    #expect(file.ids == ["1"])
    #expect(file.tracks.map(\.key.id) == ["7"])
    #expect(file.rejections.count == 1)
  }

  @Test func `says what is no record of a known shape`() {
    let file = read("[\(Self.item(1)),{\"a\":1},5,\"x\",null,\(Self.item(2))]")

    #expect(file.ids == ["1", "2"])
    #expect(file.rejections.count == 4)
    #expect(file.reasons.first == "it is no post, creator or sound of a known shape")
  }

  @Test(arguments: [
    ("", "there is nothing in it"), ("  \n", "there is nothing in it"),
    ("<!DOCTYPE html><html>", "it is not JSON"), ("[]]", "a bracket closes what is not open"),
    ("{\"statusCode\":10222}", "it is an error, statusCode 10222: the account is private"),
    ("{\"statusCode\":1e300}", "it is an error, statusCode 0: the platform refused"),
    ("{\"id\":\"\",\"createTime\":1}", "id: it is not an id"), ("{\"createTime\":1}", "id: it is missing"),
    ("{\"aweme_id\":true,\"desc\":\"\"}", "aweme_id: it is not an id"),
  ])
  func `says why there is nothing to take from a file`(text: String, reason: String) {
    let file = read(text)

    #expect(file.videos.isEmpty)
    #expect(file.reasons == [reason])
  }

  @Test func `does not report more than a thousand`() {
    let file = read("[" + String(repeating: "{\"a\":1},", count: 1_500) + Self.item(1) + "]")

    #expect(file.rejections.count == 1_000)
    #expect(file.ids == ["1"])
  }

  /// Lists that look like the start of records, as many as there is place for.
  @Test(arguments: [
    "[{\"a\":", "{\"a\":[{},", "[{\"id\":\"1\",\"music\":{},\"x\":[", "\"itemList\":[{\"a\":[0,", ",{\"",
    "[\"\\",
  ])
  func `does not look again and again at hostile files`(pattern: String) {
    let text = "[" + String(repeating: pattern, count: 400_000 / pattern.utf8.count)

    let clock = ContinuousClock()
    let time = clock.measure { _ = read(text) }

    // A second look at each place would be 100,000 times 400,000 bytes.
    #expect(time < .seconds(20))
  }

  /// Looking for the end of each would be 300,000 times 600,000 bytes.
  @Test func `looks at each quote of a long cut string once`() {
    let text = #"{"html":""# + String(repeating: "\\\"", count: 300_000)
    var file = ScrapedFile()

    let time = ContinuousClock().measure { file = read(text) }

    #expect(time < .seconds(20))
    #expect(file.reasons == ["a string does not end, at byte 8"])
  }

  @Test func `looks for the end of a string only as far as it is told`() {
    let text = Array(#""ab\"c" "#.utf8)
    let ends = text.withUnsafeBufferPointer { buffer -> [Int?] in
      guard let base = buffer.baseAddress else { return [] }
      let cursor = Cursor(base: base, end: buffer.count, position: 0)
      return [0, 4, 5, 6, .max].map { cursor.endOfString(from: 1, atMost: $0) }
    }

    #expect(ends == [nil, nil, 6, 6, 6])
  }

  @Test func `leaves out records beyond the limit of a file and says so once`() {
    let text = "[" + (1...6).map(Self.item).joined(separator: ",") + ",5,{\"a\":1}]"
    let start = 1 + 4 * (Self.item(1).utf8.count + 1)

    let file = ScrapeReader.read(Array(text.utf8), place: "x.json", recordLimit: 4)

    #expect(file.ids == ["1", "2", "3", "4"])
    #expect(file.rejections.map(\.offset) == [start])
    #expect(file.reasons == ["the file holds more than 4 records; those from here on are left out"])
  }

  @Test func `says that records are left out even where a thousand were broken`() {
    let text =
      "[" + String(repeating: "{\"a\":1},", count: 1_500) + Self.item(1) + "," + Self.item(2) + "]"

    let file = ScrapeReader.read(Array(text.utf8), place: "x.json", recordLimit: 1)

    #expect(file.ids == ["1"] && file.rejections.count == 1_000)
    #expect(file.reasons.last?.hasPrefix("the file holds more than 1 records") == true)
  }
}
