import Testing

@testable import Telemetry

@Suite struct LoggerTests {
  @Test func `writes entries at its level and above, and evaluates no others`() {
    let capture = LogCapture()
    let logger = Logger(service: "test", level: .notice, sink: capture)
    func unexpected() -> String {
      Issue.record("a message below the level was evaluated")
      return ""
    }

    logger.debug(unexpected())
    logger.info("low", ["why": "\(unexpected())"])
    logger.notice("a")
    logger.warning("b")
    logger.error("c", ["n": 1])

    #expect(capture.entries.map(\.message) == ["a", "b", "c"])
    #expect(capture.entries.map(\.level) == [.notice, .warning, .error])
    #expect(capture.entries.last?.fields == ["n": 1])
    #expect(capture.entries.allSatisfy { $0.service == "test" && $0.time > 1_700_000_000_000_000 })
  }

  @Test func `adds its fields, and lets an entry's own prevail`() {
    let capture = LogCapture()
    let logger = Logger(service: "test", sink: capture).with(["a": 1, "b": 2]).with(["c": 3])

    logger.info("m", ["b": 5, "d": true])

    #expect(capture.entries.first?.fields == ["a": 1, "b": 5, "c": 3, "d": true])
  }

  @Test(arguments: Logger.Level.allCases)
  func `finds a level by its name`(level: Logger.Level) {
    #expect(Logger.Level(level.name) == level)
    #expect(Logger.Level(level.name.uppercased()) == level)
    #expect(Logger.Level(level.name + "x") == nil)
  }

  @Test func `waits for an entry that is still to come`() async {
    let capture = LogCapture()
    let logger = Logger(service: "test", sink: capture)
    async let found = capture.first { $0.message == "second" }

    logger.info("first")
    logger.info("second", ["n": 2])

    #expect(await found?.fields == ["n": 2])
    #expect(await capture.first { $0.message == "first" } != nil)
  }

  @Test func `stops waiting when cancelled`() async {
    let capture = LogCapture()
    let waiting = Task { await capture.first { _ in false } }

    waiting.cancel()

    #expect(await waiting.value == nil)
  }
}

@Suite struct LogValueTests {
  @Test func `takes numbers of any width, texts and durations`() {
    #expect(LogValue(UInt64.max) == .int(.max))
    #expect(LogValue("abc".dropFirst()) == "bc")
    #expect(LogValue(Duration.milliseconds(1_500)) == 1.5)
    #expect("\(2) of \(3)" as LogValue == .string("2 of 3"))
  }
}

@Suite struct LogFieldsTests {
  @Test func `keeps the order and the last value of a name`() {
    var fields: LogFields = ["a": 1, "b": 2, "a": 3]
    fields["c"] = "x"
    fields["b"] = nil

    #expect(fields.map(\.name) == ["a", "c"])
    #expect(fields.map(\.value) == [3, "x"])
  }
}

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_399_999_999, "2000-02-28T23:59:59.999Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000Z"),
    (4_107_542_400_000_000, "2100-03-01T00:00:00.000Z"),
    (1_798_761_599_123_456, "2026-12-31T23:59:59.123Z"),
  ])
  func `writes RFC 3339 with milliseconds`(microseconds: Int64, text: String) {
    #expect(Timestamp.text(microseconds) == text)
  }
}
