import Testing

@testable import Messaging

@Suite struct BrokerURLTests {
  @Test func `every part is read`() throws {
    let settings = try BrokerSettings(
      url:
        "amqps://us%40er:p%3Ass%2Fw@broker.example:5999/a%2Fb?cacertfile=/ca.pem&certfile=/c.pem&keyfile=/k.pem&heartbeat=7"
    )

    #expect(settings.user == "us@er" && settings.password == "p:ss/w")
    #expect(settings.host == "broker.example" && settings.port == 5999 && settings.virtualHost == "a/b")
    #expect(
      settings.tls
        == BrokerSettings.TLS(authorityFile: "/ca.pem", certificateFile: "/c.pem", keyFile: "/k.pem"))
    #expect(settings.heartbeat == .seconds(7))
    #expect("\(settings)" == "us@er@broker.example:5999 vhost \"a/b\"")
  }

  @Test(
    arguments: [
      ("amqp://", "localhost", 5672, "/"), ("amqp://host", "host", 5672, "/"),
      ("amqp://host/", "host", 5672, ""),
      ("amqp://[::1]:99/v", "::1", 99, "v"), ("AMQP://h:1/%2F", "h", 1, "/"),
    ] as [(String, String, UInt16, String)])
  func `what is left out has a default`(url: String, host: String, port: UInt16, virtualHost: String) throws {
    let settings = try BrokerSettings(url: url)

    #expect(settings.host == host && settings.port == port && settings.virtualHost == virtualHost)
    #expect(settings.user == "guest" && settings.tls == nil)
  }

  @Test(arguments: [
    "", "host:5672", "http://host", "amqp://u:s3cret@host:70000/", "amqp://u:s3cret@host:0",
    "amqp://u:s3cret@[::1",
    "amqp://u:s3cret%zz@host", "amqp://u:s3cret%00@host", "amqp://u:s3cret@host/v?colour=red",
    "amqp://u:s3cret@host?heartbeat=0", "amqp://u:s3cret@host?cacertfile=/ca.pem", "amqps://u:s3cret@host",
    "amqps://u:s3cret@host?cacertfile=/ca.pem&certfile=/c.pem", "amqp://u:s3cret@host?heartbeat",
  ])
  func `what cannot work is refused without repeating its password`(url: String) throws {
    let error = try #require(throws: MessagingError.self) { try BrokerSettings(url: url) }

    #expect(error.code == .configuration && !error.isRetriable)
    #expect(!error.message.contains("s3cret"))
  }
}
