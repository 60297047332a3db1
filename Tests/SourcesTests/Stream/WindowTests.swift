import Compression
import Models
import TestKit
import Testing

@testable import Sources

/// Texts that are much longer than what is held of them.
@Suite struct WindowTests {
  private static let ahead = 4_000
  private static let count = 300

  private static func item(_ id: Int, author: String? = nil, padding: Int = 0) -> String {
    let text = String(repeating: "é\\\"😅,[", count: padding)
    let author = #"{"uniqueId":"\#(author ?? "k\(id % 7)")","id":"9\#(id % 7)"}"#
    return
      #"{"id":"\#(id)","desc":"x\#(text)","createTime":1727096344,"author":\#(author),"music":{"id":"7","title":"t"}}"#
  }

  private static func items(seed: UInt64, _ range: ClosedRange<Int> = 1...count) -> [String] {
    var generator = SeededGenerator(seed: seed)
    return range.map { item($0, padding: Int.random(in: 0...60, using: &generator)) }
  }

  private static let layouts: [(name: String, text: @Sendable ([String]) -> String)] = [
    ("a list", { "[" + $0.joined(separator: ",") + "]" }),
    ("a list over many lines", { "[\n  " + $0.joined(separator: ",\n  ") + "\n]\n" }),
    ("an envelope", { "{\"cursor\":1,\"itemList\":[" + $0.joined(separator: ",") + "],\"hasMore\":true}" }),
    ("envelopes in an envelope", { "{\"data\":{\"itemList\":[" + $0.joined(separator: " , ") + "]}}" }),
    (
      "a map",
      {
        "{\"ItemModule\":{"
          + $0.enumerated().map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}}"
      }
    ),
    ("lines", { $0.joined(separator: "\n") + "\n" }),
    ("documents behind each other", { $0.joined(separator: " ") }),
    ("pages in lines", { $0.map { "{\"itemList\":[\($0)],\"hasMore\":false}" }.joined(separator: "\n") }),
    ("far apart", { "[" + $0.joined(separator: "," + String(repeating: " ", count: 9_000)) + "]" }),
  ]

  @Test(arguments: layouts.indices, [UInt64(1), 2])
  func `reads through a narrow window what it reads at once`(layout: Int, seed: UInt64) {
    let text = Array(Self.layouts[layout].text(Self.items(seed: seed)).utf8)

    let (file, rejected, parts) = narrowly(text, ahead: Self.ahead, seed: seed)

    let comment: Comment = "\(Self.layouts[layout].name), seed \(seed)"
    #expect(file == ScrapeReader.read(text, place: "test.json"), comment)
    #expect(file.videos.count == Self.count, comment)
    #expect(rejected.isEmpty, comment)
    #expect(parts > Self.count / 4, comment)
  }

  @Test(arguments: [true, false]) func `says where in UTF-16 something is wrong, however far`(isBig: Bool) {
    var records = Self.items(seed: 3)
    for place in [0, 100, 299] { records[place] = #"{"id":"é😅","desc":"😅","createTime":1}"# }
    let units = Array(("[" + records.joined(separator: ",") + "]").utf16)
    let text = units.flatMap {
      isBig ? [UInt8($0 >> 8), UInt8($0 & 0xff)] : [UInt8($0 & 0xff), UInt8($0 >> 8)]
    }

    let file = narrowly(text, ahead: Self.ahead).file

    var expected = [2]
    for place in [100, 299] {
      expected.append(2 * (1 + records[..<place].map(\.utf16.count).reduce(place, +)))
    }
    #expect(file.rejections.map(\.offset) == expected)
    #expect(file.videos.count == Self.count - 3)
  }

  /// Each of these makes the second of many records one that cannot be read.
  private static let damages: [(what: String, damage: @Sendable (String) -> String)] = [
    ("a lost brace at the end", { String($0.dropLast()) }),
    ("a lost brace at the start", { String($0.dropFirst()) }),
    ("a lost bracket", { $0.replacing("\"music\":{", with: "\"music\":[{") }),
    ("a word", { $0.replacing("\"desc\":", with: "\"desc\":undefined,\"a\":") }),
    ("deep nesting", { $0.replacing("\"music\":{", with: "\"a\":" + String(repeating: "[", count: 500)) }),
    ("a lost id", { $0.replacing("{\"id\":", with: "{\"ID\":") }),
  ]

  @Test(arguments: damages.indices, layouts.indices)
  func `a broken record costs itself, however long the rest is`(damage: Int, layout: Int) {
    let (what, damaged) = Self.damages[damage]
    let name = Self.layouts[layout].name
    let victims = [3, 150, 250]
    var records = Self.items(seed: 5)
    for victim in victims { records[victim] = damaged(records[victim]) }

    let text = Array(Self.layouts[layout].text(records).utf8)

    let (file, rejected, _) = narrowly(text, ahead: Self.ahead, seed: UInt64(layout))

    let others = Set(1...Self.count).subtracting(victims.map { $0 + 1 }).map(String.init)
    // Where nothing but a key or a blank stands before a record there is nothing to go on from.
    let isLoose = ["documents behind each other", "a map"].contains(name)
    let expected = isLoose ? Set(ScrapeReader.read(text, place: "").ids) : Set(others)
    let missing = expected.subtracting(file.ids)
    #expect(missing.isEmpty, "\(what) in \(name): \(missing.sorted())")
    #expect(!rejected.isEmpty, "\(what) in \(name)")
  }

  @Test(arguments: [true, false]) func `a record that is too large is one rejection`(isInLines: Bool) {
    var records = Self.items(seed: 6)
    records[100] = Self.item(101, padding: 5_000)
    records[299] = Self.item(300, padding: 5_000)
    let text = isInLines ? records.joined(separator: "\n") : "[" + records.joined(separator: ",") + "]"

    let (file, rejected, _) = narrowly(Array(text.utf8), ahead: Self.ahead)

    // The last one ends before the window needs to move on, so that it is read.
    let isLastRead = file.ids.contains("300")
    #expect(Set(file.ids).isSuperset(of: (1...299).filter { $0 != 101 }.map(String.init)))
    #expect(!file.ids.contains("101"))
    #expect(rejected == [Rule.tiktokSize.id: isLastRead ? 1 : 2])
    let offset = records[..<100].map(\.utf8.count).reduce(100 + (isInLines ? 0 : 1), +)
    #expect(file.rejections.first?.offset == offset)
    #expect(file.rejections.first?.rule == Rule.tiktokSize.id)
  }

  @Test func `a string without an end hides no more than what is ahead`() {
    var records = Self.items(seed: 7).map { $0.replacing("😅,[", with: "") }
    records[10] = records[10].replacing("\"x", with: "x")

    let (file, rejected, _) = narrowly(
      Array(("[" + records.joined(separator: ",\n") + "]").utf8), ahead: Self.ahead)

    #expect(Set(file.ids).isSuperset(of: (60...Self.count).map(String.init)))
    #expect(!rejected.isEmpty)
  }

  @Test func `what was read before the bytes could not be had is kept`() {
    let text = Array(("[" + Self.items(seed: 8).joined(separator: ",")).utf8)

    let (file, _, _) = narrowly(text, ahead: Self.ahead, failure: ReadingFailure(code: 5))

    #expect(file.videos.count == Self.count)
    #expect(file.rejections.isEmpty)
  }

  @Test func `a packed file that is cut gives what comes before the cut`() {
    let packed = Gzip.packed(Array(Self.items(seed: 9).joined(separator: "\n").utf8))

    let (file, rejected, _) = narrowly(packed.dropLast(packed.count / 2), ahead: Self.ahead)

    #expect(file.videos.count > 50)
    #expect(file.videos.count < Self.count)
    #expect(rejected[Rule.tiktokWhole.id] == 1)
  }

  @Test func `posts beside one profile are its own, wherever the profile stands`() {
    let profile = #"{"user":{"uniqueId":"kestrel","id":"1"},"stats":{"followerCount":1}}"#
    let posts = (1...9).map { #"{"id":"\#($0)","desc":"x","createTime":1727096344}"# }

    for place in [0, 4, 9] {
      var records = posts
      records.insert(profile, at: place)
      let file = narrowly(Array(records.joined(separator: "\n").utf8), ahead: Self.ahead).file
      #expect(file.videos.map(\.author?.name) == [String?](repeating: "kestrel", count: 9), "at \(place)")
    }
  }

  @Test func `posts that are nobody's are rejected`() {
    let posts = (1...9).map { #"{"id":"\#($0)","desc":"x","createTime":1727096344}"# }

    let (file, rejected, _) = narrowly(
      Array(posts.joined(separator: "\n").utf8), ahead: Self.ahead,
      portion: .init(records: 1, unclaimed: 4))

    #expect(file.videos.isEmpty)
    #expect(rejected == [Rule.postAuthor.id: 9])
    #expect(file.rejections[1].offset == posts[0].utf8.count + 1)
  }
}
