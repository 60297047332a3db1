import Testing

@testable import Lifecycle

@Suite struct ConfigurationURLTests {
  @Test func `takes a URL apart`() throws {
    let url = try ServiceURL("postgres://me:p%40ss@db.example:5433/hook?sslmode=require", .postgres)

    #expect(
      [url.scheme, url.user, url.password, url.path, url.query]
        == ["postgres", "me", "p@ss", "/hook", "sslmode=require"])
    #expect(url.hosts == [.init(name: "db.example", port: 5433)])
  }

  @Test func `knows several hosts, sockets and numbers`() throws {
    let many = try ServiceURL("postgresql://one:1,two,[::1]:3/hook", .postgres)
    let socket = try ServiceURL("postgresql://%2Frun%2Fpostgresql/hook", .postgres)
    let nowhere = try ServiceURL("postgresql:///hook?host=/tmp", .postgres)

    #expect(
      many.hosts == [.init(name: "one", port: 1), .init(name: "two", port: nil), .init(name: "::1", port: 3)])
    #expect(socket.host == .init(name: "/run/postgresql", port: nil))
    #expect(nowhere.host == .init(name: "", port: nil))
  }

  @Test(arguments: [
    ("amqp://me:secret@host/v", "amqp://me:***@host/v"),
    ("amqp://me:@host/v", "amqp://me:***@host/v"),
    ("amqp://me@host/v", "amqp://me@host/v"),
    ("amqps://host:5671", "amqps://host:5671"),
    ("amqp://me:se:cret@host/v?heartbeat=5", "amqp://me:***@host/v?heartbeat=5"),
    ("amqp://host/v?password=secret&x=1", "amqp://host/v?password=***&x=1"),
    ("amqp://host/v?p%61ssword=secret", "amqp://host/v?p%61ssword=***"),
  ])
  func `shows everything but the password`(text: String, shown: String) throws {
    let url = try ServiceURL(text, .amqp)
    var dumped = ""
    dump(url, to: &dumped)

    #expect("\(url)" == shown)
    #expect(String(reflecting: url) == shown)
    #expect(!dumped.contains("secret"))
    #expect(url.text == text)
  }

  @Test(arguments: [
    ("", "does not begin with amqp://"),
    ("http://host", "does not begin with amqp://"),
    ("amqp:/host", "does not begin with amqp://"),
    ("amqp://", "names no host"),
    ("amqp://me:secret@", "names no host"),
    ("amqp://ho st/v", "has a space or a control character in it"),
    ("amqp://host\n/v", "has a space or a control character in it"),
    ("amqp://host:0/v", "has a port that is none"),
    ("amqp://host:65536", "has a port that is none"),
    ("amqp://me:sec/ret@host", "has a bare / ? # or @ in the user or password: write %2F %3F %23 %40"),
    ("amqp://me:12/secret@host", "has a bare / ? # or @ in the user or password: write %2F %3F %23 %40"),
    ("amqp://me:sec?ret@host", "has a bare / ? # or @ in the user or password: write %2F %3F %23 %40"),
    ("amqp://me:sec#ret@host", "has a bare / ? # or @ in the user or password: write %2F %3F %23 %40"),
    ("amqp://me:sec@ret@host", "has a bare / ? # or @ in the user or password: write %2F %3F %23 %40"),
    (
      "amqp://me:sec%ret@host",
      "has a % in the password that two hexadecimal digits do not follow: write %25 for %"
    ),
    (
      "amqp://me:sec%00ret@host",
      "has a % in the password that two hexadecimal digits do not follow: write %25 for %"
    ),
    ("amqp://m%e:secret@host", "has a % in the user that two hexadecimal digits do not follow"),
    ("amqp://one,two/v", "names more than one host"),
    ("amqp://ho!st", "has a host that is none"),
  ])
  func `says what is wrong without repeating any of it`(text: String, message: String) {
    let error = #expect(throws: Complaint.self) { try ServiceURL(text, .amqp) }

    #expect(error?.message == message)
  }

  @Test func `percent encoding reads back`() {
    let text = "a b/c@d:%é\u{1F600}~-._"

    let encoded = PercentEncoding.encode(text)

    #expect(encoded == "a%20b%2Fc%40d%3A%25%C3%A9%F0%9F%98%80~-._")
    #expect(PercentEncoding.decode(encoded[...]) == text)
  }
}
