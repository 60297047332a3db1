import TestKit
import Testing

@testable import Telemetry

@Suite struct LineFormatTests {
  private func entry(_ message: String, _ fields: LogFields = [:]) -> LogEntry {
    LogEntry(
      time: 1_709_208_000_250_999, level: .warning, message: message, service: "ingest", fields: fields)
  }

  @Test func `writes one JSON object with time, level, message, service and fields in order`() {
    let line = LineFormat(style: .json).line(
      for: entry("slow", ["queue": "a", "count": 3, "ratio": 0.5, "again": true]))

    #expect(
      line == #"{"ts":"2024-02-29T12:00:00.250Z","level":"warning","msg":"slow","service":"ingest","#
        + #""queue":"a","count":3,"ratio":0.5,"again":true}"#)
  }

  @Test(arguments: [
    ("quote \" backslash \\", #"quote \" backslash \\"#),
    ("tab\tline\nreturn\r", #"tab\tline\nreturn\r"#),
    (
      "nul \0 bell \u{7} escape \u{1B}[31m del \u{7F}",
      #"nul \u0000 bell \u0007 escape \u001b[31m del \u007f"#
    ),
    ("c1 \u{9B} separator \u{2028} reversed \u{202E}", #"c1 \u009b separator \u2028 reversed \u202e"#),
    ("emoji 🎵 é", "emoji 🎵 é"),
    (String(decoding: [0x61, 0xFF, 0x62], as: UTF8.self), "a\u{FFFD}b"),
  ])
  func `escapes what JSON or a terminal would misread`(text: String, escaped: String) {
    let line = LineFormat(style: .json).line(for: entry(text, ["a\nb": .string(text)]))

    #expect(line.contains("\"msg\":\"\(escaped)\""))
    #expect(line.contains(#""a\nb":"\#(escaped)""#))
  }

  @Test(arguments: [LineFormat.Style.json, .plain])
  func `never breaks out of its line, whatever bytes come`(style: LineFormat.Style) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)

    for _ in 0..<300 {
      let text = String(
        decoding: (0..<60).map { _ in UInt8.random(in: 0...255, using: &generator) }, as: UTF8.self)
      let line = LineFormat(style: style).line(for: entry(text, ["name": .string(text), "field" + text: 1]))
      let controls = line.unicodeScalars.filter { $0.value < 0x20 || 0x7F..<0xA0 ~= $0.value }
      #expect(controls.isEmpty, "seed \(seed)")
    }
  }

  @Test func `keeps a field from passing for the entry's own`() {
    let line = LineFormat(style: .json).line(for: entry("m", ["msg": "forged", "ts": 1]))

    #expect(line.hasSuffix(#","field_msg":"forged","field_ts":1}"#))
  }

  @Test func `writes numbers that JSON lacks as text`() {
    let line = LineFormat(style: .json).line(for: entry("m", ["a": .double(.nan), "b": .double(-.infinity)]))

    #expect(line.hasSuffix(#","a":"nan","b":"-inf"}"#))
  }

  @Test func `writes text for people, quoting only what needs it`() {
    let line = LineFormat(style: .plain).line(
      for: entry("two\nlines", ["id": "abc", "note": "with space", "empty": "", "n": -1]))

    #expect(
      line == #"2024-02-29T12:00:00.250Z WARNING two\nlines id=abc note="with space" empty="" n=-1"#)
  }

  @Test func `cuts a long value between characters and says how long it was`() {
    let line = LineFormat(style: .json).line(
      for: entry("m", ["v": .string(String(repeating: "é", count: 8_000))]))

    #expect(line.hasSuffix("é… (16000 bytes)\"}"))
    #expect(line.utf8.count < 8_400)
  }

  @Test func `cuts a line with too many fields and says so`() {
    var fields: LogFields = [:]
    for index in 0..<500 { fields["f\(index)"] = .string(String(repeating: "x", count: 5_000)) }

    let line = LineFormat(style: .json).line(for: entry("m", fields))

    #expect(line.hasSuffix(",\"truncated\":true}"))
    #expect(line.utf8.count < LineFormat.lineLimit + LineFormat.valueLimit)
  }

  @Test func `redacts before it cuts`() {
    let url = "postgres://user:" + String(repeating: "s", count: LineFormat.valueLimit) + "@host/db"

    let line = LineFormat(style: .json).line(for: entry(url))

    #expect(line.contains(#""msg":"postgres://user:***@host/db""#))
  }
}
