import FoundationEssentials
import TestKit
import Testing

@testable import Storage

@Suite struct SQLTests {
  @Test func `interpolated values become parameters`() {
    let hostile = "'; drop table author; --"

    let sql: SQL = "select id from author where handle = \(hostile) and followers > \(10)"

    #expect(sql.text == "select id from author where handle = $1 and followers > $2")
    #expect(sql.parameters.types == [25, 20])
  }

  @Test func `statements are put together with their parameters in order`() {
    let filter: SQL = "genre = \("techno") or genre = \("house")"

    let sql: SQL = "select * from track where bpm > \(120.0) and (\(filter)) limit \(5)"

    #expect(sql.text == "select * from track where bpm > $1 and (genre = $2 or genre = $3) limit $4")
    #expect(sql.parameters.types == [701, 25, 25, 20])
  }

  @Test func `a statement keeps its meaning when it is put into an empty one`() {
    let inner: SQL = "select \(1) as \"$1 costs\", '$9'"

    let sql: SQL = "\(inner)"

    #expect(sql.text == inner.text)
    #expect(sql == inner)
  }

  @Test(arguments: [
    ("author", #""author""#), ("hookline.author", #""hookline"."author""#),
    (#"a"; drop table b; --"#, #""a""; drop table b; --""#), ("", #""""#),
    // With an accent behind it a quote is another character to Swift, and still a quote to the server.
    ("a\"\u{301}, secret --", "\"a\"\"\u{301}, secret --\""), ("a.\u{301}b", "\"a\".\"\u{301}b\""),
  ])
  func `names are quoted`(name: String, quoted: String) {
    let sql: SQL = "\(identifier: name)"

    #expect(sql.text == quoted)
  }

  @Test func `columns become one row source with their types`() {
    let sql: SQL = "select * from \(unnest: [1, 2], ["a", nil], [true, false])"

    #expect(sql.text == "select * from unnest($1::int8[], $2::text[], $3::bool[])")
    #expect(sql.parameters.types == [1016, 1009, 1000])
  }

  @Test func `a timestamp keeps its microseconds`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<1_000 {
      let microseconds = Int64.random(in: -2_000_000_000_000_000...2_000_000_000_000_000, using: &generator)

      let date = Timestamp.date(fromMicroseconds: microseconds)

      #expect(Timestamp.microseconds(of: date) == microseconds, "seed \(seed)")
    }
    #expect(Timestamp.microseconds(of: Date(timeIntervalSince1970: 946_684_800)) == 0)
    #expect(Timestamp.microseconds(of: Date(timeIntervalSinceReferenceDate: .infinity)) == .max)
    #expect(Timestamp.microseconds(of: Date(timeIntervalSinceReferenceDate: .nan)) == .max)
  }

  @Test func `damaged arrays are refused, not read past their end`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var whole: [UInt8] = []
    ["one", nil, "three"].encode(into: &whole)
    for _ in 0..<2_000 {
      var damaged = Array(whole.prefix(Int.random(in: 0...whole.count, using: &generator)))
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !damaged.isEmpty {
        damaged[Int.random(in: damaged.indices, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      damaged.withUnsafeBytes { bytes in
        // Either outcome is right; a trap or a read past the end is not.
        let decoded = try? [String?].decode(Field(bytes: bytes, type: 1009))
        #expect((decoded?.count ?? 0) <= damaged.count, "seed \(seed)")
      }
    }
  }
}
