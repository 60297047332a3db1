import Models
@testable import Sources
import TestKit
import Testing

@Suite struct FlatReaderTests {
  private static func user(_ changes: [String: String?] = [:]) -> String {
    record(
      [
        ("id", "23591"), ("first_name", "\"Lori\""), ("last_name", "\"Nelson\""),
        ("email", "\"panderson@example.net\""), ("gender", "\"Genderfluid\""),
        ("favorite_genres", "\"Folk\""),
        ("created_at", "\"2026-03-23T01:19:30.663886\""), ("updated_at", "\"2026-04-03T14:21:02.206367\""),
      ], changes)
  }

  private static func track(_ changes: [String: String?] = [:]) -> String {
    record(
      [
        ("id", "63576"), ("name", "\"structure\""), ("artist", "\"Teresa Gonzalez\""),
        ("songwriters", "\"William Hill\""), ("duration", "\"29:28\""), ("genres", "\"charge\""),
        ("album", "\"choose\""), ("created_at", "\"2026-08-28T02:36:44.870439\""),
        ("updated_at", "\"2026-08-29T15:56:54.029861\""),
      ], changes)
  }

  private static func history(_ changes: [String: String?] = [:]) -> String {
    record(
      [
        ("user_id", "23591"), ("items", "[54932, 44916, 54932]"),
        ("created_at", "\"2025-05-13T15:34:49.303509\""),
        ("updated_at", "\"2025-05-18T12:46:25.985797\""),
      ], changes)
  }

  /// With these members replaced, or left out where they are nil.
  private static func record(_ members: [(String, String)], _ changes: [String: String?]) -> String {
    let changed = members.compactMap { key, value -> (String, String)? in
      guard let change = changes[key] else { return (key, value) }
      return change.map { (key, $0) }
    }
    return "{" + changed.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func record(_ kind: MoovitaMixKind, _ changes: [String: String?]) -> String {
    switch kind {
    case .user: user(changes)
    case .track: track(changes)
    case .history: history(changes)
    }
  }

  private static func read(_ records: [String], _ kind: MoovitaMixKind = .user) throws -> FlatBatch {
    let text =
      #"{"items":[\#(records.joined(separator: ","))],"total":\#(records.count),"page":1,"size":100}"#
    return try MoovitaMixPage.read(Array(text.utf8), kind).batch
  }

  private static func text(_ batch: FlatBatch, _ field: Int, of record: Int = 0) -> String? {
    let value = batch.values[record * batch.shape.fieldCount + field]
    guard value.kind == .text else { return nil }
    let bytes = value.isDecoded ? batch.decoded : batch.bytes
    return String(decoding: bytes[Int(value.start)..<Int(value.start + value.count)], as: UTF8.self)
  }

  private static func number(_ batch: FlatBatch, _ field: Int) -> Int64? {
    batch.values[field].kind == .number ? batch.values[field].number : nil
  }

  @Test func `reads every field of a user`() throws {
    let batch = try Self.read([Self.user()])

    #expect(batch.count == 1 && batch.refusals.isEmpty && batch.flags == [0])
    #expect(Self.number(batch, 0) == 23_591)
    #expect(
      (1...5).map { Self.text(batch, $0) } == [
        "Lori", "Nelson", "panderson@example.net", "Genderfluid", "Folk",
      ])
    #expect(Self.number(batch, 6) == 1_774_228_770_663_886)
  }

  @Test func `reads a duration in seconds, and plays in their order with repeats`() throws {
    let track = try Self.read([Self.track()], .track)
    let history = try Self.read([Self.history()], .history)

    #expect(Self.number(track, 4) == Int64(29 * 60 + 28))
    #expect(history.numbers == [54_932, 44_916, 54_932])
  }

  @Test func `takes members in any order, and leaves alone those that it does not know`() throws {
    let text = #"{"extra": {"a": [1, {"b": "}"}]}, "updated_at": null, "id" : 7 , "first_name":"A","id2":8}"#

    let batch = try Self.read([text])

    #expect(Self.number(batch, 0) == 7)
    #expect(Self.text(batch, 1) == "A")
    #expect(batch.refusals.isEmpty)
  }

  @Test func `decodes escapes and keeps letters of all scripts`() throws {
    let batch = try Self.read([
      Self.user(["first_name": #""Zo\u00eb \"\n\ud83d\ude00""#, "last_name": "\"Ķęß\""])
    ])

    #expect(Self.text(batch, 1) == "Zoë \"\n😀")
    #expect(Self.text(batch, 2) == "Ķęß")
  }

  @Test func `takes null and missing members but the id`() throws {
    let missing: [String: String?] = [
      "email": nil, "gender": "null", "updated_at": "null",
    ]

    let batch = try Self.read([Self.user(missing)])
    let history = try Self.read([Self.history(["items": "null"])], .history)

    #expect(batch.refusals.isEmpty && Self.text(batch, 3) == nil && Self.text(batch, 4) == nil)
    #expect(history.refusals.isEmpty && history.values[1].kind == .null)
  }

  private static let long = "\"" + String(repeating: "x", count: 501) + "\""

  @Test(
    arguments: [
      (MoovitaMixKind.user, "id", nil, "moovitamix user.id required"),
      (.user, "id", "null", "moovitamix user.id required"),
      (.user, "id", "\"7\"", "moovitamix user.id form"),
      (.user, "id", "7.0", "moovitamix user.id form"), (.user, "id", "7e2", "moovitamix user.id form"),
      (.user, "id", "true", "moovitamix user.id form"), (.user, "id", "007", "moovitamix user.id form"),
      (.user, "id", "0", "moovitamix user.id range"), (.user, "id", "-7", "moovitamix user.id range"),
      (.user, "id", "99999999999999999999", "moovitamix user.id range"),
      (.user, "email", "12", "moovitamix user.email form"),
      (.user, "email", "{\"a\": [\"]\"]}", "moovitamix user.email form"),
      (.user, "last_name", long, "moovitamix user.last_name length"),
      (.user, "created_at", "\"yesterday\"", "moovitamix user.created_at form"),
      (.user, "created_at", "\"2026-02-29T00:00:00\"", "moovitamix user.created_at form"),
      (.user, "updated_at", "1774228770", "moovitamix user.updated_at form"),
      (.track, "id", nil, "moovitamix track.id required"),
      (.track, "name", "[]", "moovitamix track.name form"),
      (.track, "duration", "\"4:30\"", "moovitamix track.duration form"),
      (.track, "duration", "\"04:60\"", "moovitamix track.duration form"),
      (.track, "duration", "270", "moovitamix track.duration form"),
      (.track, "duration", "\"60:00\"", "moovitamix track.duration range"),
      (.history, "user_id", "null", "moovitamix history.user_id required"),
      (.history, "items", "\"1,2\"", "moovitamix history.items form"),
      (.history, "items", "[1, null]", "moovitamix history.items form"),
      (.history, "items", "[1, 2.5]", "moovitamix history.items form"),
      (.history, "items", "[1, 0]", "moovitamix history.items range"),
    ] as [(MoovitaMixKind, String, String?, String)])
  func `keeps a record apart that breaks a rule, and reads its neighbours`(
    kind: MoovitaMixKind, field: String, value: String?, rule: String
  ) throws {
    let bad = Self.record(kind, [field: value])
    let good = Self.record(kind, [:])

    let batch = try Self.read([good, bad, good], kind)

    #expect(batch.positions == [0, 2])
    #expect(batch.refusals.map(\.rule) == [rule])
    #expect(batch.refusals.first?.position == 1 && batch.refusals.first?.record == bad)
    #expect(Rules.all.contains { $0.id == rule && $0.consequence == .rejected })
    #expect(batch.values.count == 2 * batch.shape.fieldCount)
  }

  @Test(
    arguments: [
      (MoovitaMixKind.user, "gender", "\"Unknown\"", "moovitamix user.gender choice"),
      (.user, "favorite_genres", "\"Polka\"", "moovitamix user.favorite_genres choice"),
      (.user, "updated_at", "\"2026-03-23T01:19:30.663885\"", "moovitamix user.updated_at order"),
      (.track, "updated_at", "\"2020-01-01T00:00:00\"", "moovitamix track.updated_at order"),
      (.history, "updated_at", "\"2020-01-01T00:00:00\"", "moovitamix history.updated_at order"),
    ] as [(MoovitaMixKind, String, String, String)])
  func `marks what is odd and takes it in`(
    kind: MoovitaMixKind, field: String, value: String, rule: String
  ) throws {
    let batch = try Self.read([Self.record(kind, [field: value]), Self.record(kind, [:])], kind)

    #expect(batch.count == 2 && batch.refusals.isEmpty)
    let counts = zip(batch.shape.flagging.map(\.id), batch.flagCounts(leaving: [])).filter { $0.1 > 0 }
    #expect(counts.map(\.0) == [rule] && counts.map(\.1) == [1])
  }

  @Test func `keeps apart what is no object, and numbers it`() throws {
    let batch = try Self.read(["null", Self.user(), "[1]", "7", "\"x\""])

    #expect(batch.positions == [1])
    #expect(batch.refusals.map(\.position) == [0, 2, 3, 4])
    #expect(batch.refusals.allSatisfy { $0.rule == Rejection.unreadable })
  }

  @Test(
    arguments: [
      "", " ", "[]", "{}", "{\"items\":null}", "{\"items\":[]", "{\"items\":[{]}", "{\"items\":[{}}",
      "{\"items\":[{\"id\":1,}]}", "{\"items\":[{\"id\" 1}]}", "{\"items\":[{\"id\":1} {\"id\":2}]}",
      "{\"items\":[]} x", "{\"items\":[],\"items\":[]}", "{\"items\":[],\"total\":-1}",
      "{\"items\":[],\"total\":\"7\"}", "{\"total\":0}", "{\"items\":[{\"id\":1,\"email\":\"x]}",
      "<!doctype html>", "{\"items\":[{\"id\":1,\"email\":nope}]}",
    ])
  func `refuses an answer that is no page`(text: String) {
    #expect(throws: Unreadable.self) { try MoovitaMixPage.read(Array(text.utf8), .user) }
  }

  @Test func `reads every cut of a page to an error, and crashes on none`() throws {
    let text = Array(#"{"items":[\#(Self.user()),\#(Self.user())],"total":2,"page":1,"size":100}"#.utf8)

    for end in text.indices {
      #expect(throws: Unreadable.self) { try MoovitaMixPage.read(Array(text[..<end]), .user) }
    }
  }

  @Test func `survives bytes that were changed anywhere`() throws {
    let seed: UInt64 = 71
    var generator = SeededGenerator(seed: seed)
    let text = Array(#"{"items":[\#(Self.history()),\#(Self.history())],"total":2,"page":1}"#.utf8)
    var readable = 0

    for _ in 0..<20_000 {
      var changed = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        changed[Int.random(in: changed.indices, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      guard let page = try? MoovitaMixPage.read(changed, .history) else { continue }
      readable += 1
      #expect(page.batch.values.count == page.batch.count * page.batch.shape.fieldCount, "seed \(seed)")
    }

    #expect(readable > 100, "seed \(seed)")
  }

  @Test func `reads a record a line, with the offsets of those that are none`() {
    let good = Self.user()
    let text = good + "\n\n{\"id\":\n" + good + " trailing\r\n" + good + "\r\n" + good

    let batch = MoovitaMixPage.readLines(Array(text.utf8), .user, offset: 1_000)

    #expect(batch.count == 3)
    #expect(batch.positions.first == 1_000)
    #expect(batch.refusals.map(\.position) == [1_000 + good.utf8.count + 2, 1_000 + good.utf8.count + 9])
    #expect(batch.refusals.allSatisfy { $0.rule == Rejection.unreadable })
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00", 0), ("1970-01-01T00:00:00.000001", 1), ("1969-12-31T23:59:59.5", -500_000),
      ("2000-02-29 12:00:00Z", 951_825_600_000_000),
      ("2026-03-23T01:19:30.663886+02:00", 1_774_221_570_663_886),
      ("2026-03-23T01:19:30.6638869", 1_774_228_770_663_886),
      ("0001-01-01T00:00:00", -62_135_596_800_000_000),
    ] as [(String, Int64)])
  func `reads dates to the microsecond`(text: String, expected: Int64) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { FlatMoment.microseconds($0) } == expected)
  }

  @Test(
    arguments: [
      "2026-13-01T00:00:00", "2026-00-01T00:00:00", "2026-01-32T00:00:00", "2026-04-31T00:00:00",
      "2026-01-01T24:00:00", "2026-01-01T00:60:00", "2026-01-01T00:00:60", "2026-01-01T00:00:00.",
      "2026-01-01T00:00:00.1234567890", "2026-01-01T00:00:00+2", "2026-01-01", "2026-01-01T00:00:0x",
      "0000-01-01T00:00:00", "2026-01-01T00:00:00Zx", "2026/01/01T00:00:00", "",
    ])
  func `refuses what is no date`(text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { FlatMoment.microseconds($0) } == nil)
  }
}
