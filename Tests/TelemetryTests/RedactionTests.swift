import Testing

@testable import Telemetry

@Suite struct RedactionTests {
  @Test(arguments: [
    ("postgres://user:pass@host:5432/db", "postgres://user:***@host:5432/db"),
    ("cannot reach amqp://a:b@h/v, nor amqp://c:d@h", "cannot reach amqp://a:***@h/v, nor amqp://c:***@h"),
    ("two, packed: http://a:b@h1,http://c:d@h2", "two, packed: http://a:***@h1,http://c:***@h2"),
    ("redis://:secret@host", "redis://:***@host"),
    ("https://abcdef@host/path", "https://***@host/path"),
    ("amqp://user:p/w?x#y@host/v", "amqp://user:***@host/v"),
    ("amqp://user:p@ss/word@host/v", "amqp://user:***@host/v"),
    ("<http://a:b@h> \"http://c:d@h\"", "<http://a:***@h> \"http://c:***@h\""),
    ("host=h password=hunter2 dbname=d", "host=h password=*** dbname=d"),
    ("host=h password='two \\' words' dbname=d", "host=h password=*** dbname=d"),
    (
      "postgres://h/d?user=u&password=x&sslmode=disable", "postgres://h/d?user=u&password=***&sslmode=disable"
    ),
    ("HOOKLINE_CLIENT_SECRET=abc access_token=def;x", "HOOKLINE_CLIENT_SECRET=*** access_token=***;x"),
  ])
  func `hides credentials`(text: String, redacted: String) {
    #expect(Redaction.apply(text) == redacted)
  }

  @Test(arguments: [
    "https://www.tiktok.com/@name", "https://host:443/@name", "http://[::1]:8080/@name", "amqp://", "://",
    "a=b",
    "mail me@example.org: now", "password=", "nothing at all", "",
  ])
  func `leaves everything else alone`(text: String) {
    #expect(Redaction.apply(text) == text)
  }
}
