import Testing

@testable import Lifecycle

@Suite struct ConfigurationValueTests {
  @Test(arguments: [
    ("25s", Duration.seconds(25)), ("500ms", .milliseconds(500)), ("2m", .seconds(120)),
    ("1h30m", .seconds(5400)), ("1d", .seconds(86_400)), ("0s", .zero),
  ])
  func `a duration reads back as it was written`(text: String, duration: Duration) {
    #expect(Duration(text) == duration)
    #expect(duration.shortText == text)
  }

  @Test(arguments: [
    "", "25", "s", "-1s", "1.5s", "1 s", "1S", "9999999999999999999s", "999999999999999d", "١s",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(Duration(text) == nil)
  }

  @Test(arguments: [
    ("20GiB", 20 << 30), ("1023MiB", 1023 << 20), ("1TiB", 1 << 40), ("0B", 0), ("1000B", 1000),
    ("3KiB", 3072),
  ])
  func `a size reads back as it was written`(text: String, value: Int) {
    #expect(ByteCount(text)?.value == value)
    #expect("\(ByteCount(value))" == text)
  }

  @Test func `a size may have decimal units and small letters, and has a short text for people`() {
    #expect(["500MB", "2kb", "1gib", "07B"].map { ByteCount($0)?.value } == [500_000_000, 2000, 1 << 30, 7])
    #expect(
      [0, 1023, 1536, 20 << 30].map { ByteCount($0).roughText } == ["0 B", "1023 B", "1.5 KiB", "20.0 GiB"])
  }

  @Test(arguments: [
    "", "20", "GiB", "-1GiB", "1.5GiB", "1 GiB", "+1B", "9999999TiB", "1PiB", "١GiB", "1GiBB",
  ])
  func `what is no size is refused`(text: String) {
    #expect(ByteCount(text) == nil)
  }

  @Test(arguments: [
    ("127.0.0.1:9464", Address(host: "127.0.0.1", port: 9464)), ("[::1]:0", Address(host: "::1", port: 0)),
    ("ops.internal:80", Address(host: "ops.internal", port: 80)),
  ])
  func `an address reads back as it was written`(text: String, address: Address) {
    #expect(Address(text) == address)
    #expect("\(address)" == text)
  }

  @Test(arguments: [
    "", ":1", "a", "a:", "a:65536", "a:+1", "::1:80", "[::1]", "[]:1", "a b:1", "http://a:1", "a:١",
  ])
  func `what is no address is refused`(text: String) {
    #expect(Address(text) == nil)
  }

  @Test(arguments: [
    ("HOOKLINE_DATABSE_URL", "HOOKLINE_DATABASE_URL"), ("HOOKLINE_DATABASEURL", "HOOKLINE_DATABASE_URL"),
    ("hookline_grace", "HOOKLINE_GRACE"), ("HOOKLINE_GARCE", "HOOKLINE_GRACE"), ("HOOKLINE_COLOUR", nil),
  ])
  func `a slip finds the name that was meant`(word: String, meant: String?) {
    #expect(Spelling.nearest(to: word, among: Variables.definitions.map(\.name)) == meant)
  }

  @Test(arguments: [
    ("", "", 0), ("", "ab", 2), ("ab", "ba", 1), ("kitten", "sitting", 3), ("Same", "sAME", 0),
  ])
  func `the distance of words counts slips`(source: String, target: String, count: Int) {
    #expect(Spelling.distance(from: source, to: target) == count)
    #expect(Spelling.distance(from: target, to: source) == count)
  }

  @Test func `what is very long is compared with nothing`() {
    let long = String(repeating: "a", count: 1 << 20)

    #expect(Spelling.nearest(to: long, among: [long, "a"]) == nil)
  }

  @Test func `a flag knows the words of people and programs`() {
    let flag = Variable.flag("HOOKLINE_X", default: false, help: "for the test")

    let read = ["on", "TRUE", "yes", "1", "off", "false", "No", "0", "maybe"].map { try? flag.parse($0) }

    #expect(read == [true, true, true, true, false, false, false, false, nil])
  }

  @Test func `a secret is never shown and a text is`() {
    let secret = Variable.secret("HOOKLINE_X", help: "for the test")
    let text = Variable.text("HOOKLINE_Y", help: "for the test")

    #expect(secret.display("hunter2") == "***")
    #expect(text.display("plain") == "plain")
  }
}
