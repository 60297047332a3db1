import Messaging
import TestKit
import Testing

/// A broker with TLS, by real handshakes: what works, and that what does not is told with its cause, in one line and
/// in bounded time.
@Suite(.enabled(if: TestServers.hasRabbitMQ, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct BrokerTLSTests {
  // One server for all of it: starting one costs seconds of a small machine.
  @Test func `works by name and by address, and tells the wrong certificate and the wrong port`() async throws
  {
    try await Self.withSecureBroker { broker, _ in
      try await Self.checkTraffic(broker)
      try await Self.checkPorts(broker)
      try await Self.checkCertificates(broker)
    }
  }

  @Test func `files that cannot be used are named`() async throws {
    try await withCertificates { certificates in
      try await certificates.makeAuthority("authority")
      for name in ["client", "other"] { try await certificates.make(name, signedBy: "authority") }
      try await certificates.openssl(
        ["ec", "-in", certificates.path("client.key"), "-aes128", "-passout", "pass:x"]
          + ["-out", certificates.path("encrypted.key")])
      func files(
        authority: String = "authority.pem", _ certificate: String = "client.pem",
        _ key: String = "client.key"
      ) throws -> BrokerSettings {
        // Nobody is asked: the files come first.
        let names = [authority, certificate, key].map(certificates.path)
        return try BrokerSettings(
          url: "amqps://localhost:1/?cacertfile=\(names[0])&certfile=\(names[1])&keyfile=\(names[2])")
      }

      await Self.expect(.tls, "absent cannot be read: No such file", try files(authority: "absent"))
      await Self.expect(.tls, "is not a certificate in PEM", try files(authority: "client.key"))
      await Self.expect(.tls, "certfile \(certificates.path("absent"))", try files("absent"))
      await Self.expect(.tls, "keyfile \(certificates.path("absent"))", try files("client.pem", "absent"))
      await Self.expect(
        .tls, "do not work together: key values mismatch", try files("client.pem", "other.key"))
      await Self.expect(.tls, "give a certificate in PEM", try files("client.key"))
      await Self.expect(.tls, "without a passphrase", try files("client.pem", "encrypted.key"))
    }
  }

  @Test func `a broker that asks for certificates takes those of its authority only`() async throws {
    try await Self.withSecureBroker(demandsCertificates: true) { broker, certificates in
      try await certificates.make("client", signedBy: "clients")
      try await certificates.make("forged", signedBy: "stranger")

      await Self.expect(.tls, or: .unreachable, "add certfile and keyfile to the URL", try broker.settings())
      await Self.expect(
        .tls, or: .unreachable, "check that the broker trusts who signed \(certificates.path("forged.pem"))",
        try broker.settings(certificate: "forged.pem", key: "forged.key"))
      let settings = try broker.settings(certificate: "client.pem", key: "client.key")
      #expect(try await Inspector(settings).version().hasPrefix("3.") == true)
    }
  }

  // MARK: Parts

  private static func checkTraffic(_ broker: SecureBroker) async throws {
    let queue = try await broker.plain.makeQueue()
    let publisher = Publisher(try broker.settings(host: "localhost"), logger: .silent)
    let consumer = Consumer(try broker.settings(host: "127.0.0.1"), queue: queue, logger: .silent)
    // Larger than a record of TLS.
    let body = [UInt8](repeating: 7, count: 60_000)

    for _ in 1...5 { try await publisher.publish(Message(exchange: "", routingKey: queue, body: body)) }
    var received: [[UInt8]] = []
    for await delivery in consumer.deliveries {
      received.append(delivery.message.body)
      delivery.ack()
      if received.count == 5 { break }
    }
    await publisher.close()
    await consumer.close()

    #expect(received == Array(repeating: body, count: 5))
  }

  private static func checkPorts(_ broker: SecureBroker) async throws {
    var secureToPlain = try broker.settings()
    secureToPlain.port = broker.plain.settings.port
    var plainToSecure = broker.plain.settings
    plainToSecure.port = try broker.settings().port
    let mute = try ScriptedServer(answer: [])
    var secureToMute = try broker.settings()
    secureToMute.port = mute.port

    await Self.expect(.tls, "use the port with TLS, or amqp:// for a port without", secureToPlain)
    await Self.expect(
      .unsupportedBroker, or: .unreachable, "write amqps:// if it is one with TLS", plainToSecure)
    await Self.expect(.unreachable, "check that RabbitMQ runs there", secureToMute)
  }

  private static func checkCertificates(_ broker: SecureBroker) async throws {
    let stranger = try broker.settings(authority: "stranger")
    // Another spelling of the loopback address: the same server, under a host that its certificate does not name.
    let alias = try broker.settings(host: "127.1")

    await Self.expect(
      .tls, "is not signed by the authority in \(broker.certificates.path("stranger.pem"))", stranger)
    await Self.expect(.tls, "its certificate is not for 127.1; use a host that it names", alias)

    try await broker.certificates.make("server", signedBy: "authority", hosts: Self.hosts, days: -1)
    try await broker.server.restart(.immediate)

    await Self.expect(.tls, "its certificate has expired; renew it", try broker.settings())
  }

  // MARK: Support

  /// A broker that speaks TLS as well, and the files around it.
  private struct SecureBroker {
    let server: PrivateBroker
    let certificates: Certificates

    var plain: TestBroker { server.broker }

    /// As an operator writes it: all in the URL.
    func settings(
      host: String = "localhost", authority: String = "authority", certificate: String? = nil,
      key: String? = nil
    ) throws -> BrokerSettings {
      var url = server.secureURL + "?cacertfile=" + certificates.path("\(authority).pem")
      if let certificate, let key {
        url += "&certfile=\(certificates.path(certificate))&keyfile=\(certificates.path(key))"
      }
      var settings = try BrokerSettings(url: url, connectionName: "test")
      settings.host = host
      settings.connectTimeout = .seconds(3)
      return settings
    }
  }

  private static let hosts = "DNS:localhost,IP:127.0.0.1"

  private static func withSecureBroker(
    demandsCertificates: Bool = false, _ body: (SecureBroker, Certificates) async throws -> Void
  ) async throws {
    try await withCertificates { certificates in
      for name in ["authority", "stranger"] { try await certificates.makeAuthority(name) }
      if demandsCertificates { try await certificates.makeAuthority("clients") }
      try await certificates.make("server", signedBy: "authority", hosts: hosts)
      try await withRabbitMQServer(tls: certificates.folder) { server in
        try await body(SecureBroker(server: server, certificates: certificates), certificates)
      }
    }
  }

  /// That a login fails so, before the time is up. The other code is that of a server whose last words were lost
  /// because it closed at once.
  private static func expect(
    _ code: MessagingError.Code, or other: MessagingError.Code? = nil, _ cause: String,
    _ settings: BrokerSettings,
    at location: SourceLocation = #_sourceLocation
  ) async {
    let start = ContinuousClock.now

    let error = await #expect(throws: MessagingError.self, sourceLocation: location) {
      try await Inspector(settings).version()
    }

    let message = error?.message ?? ""
    #expect(error?.code == code || error?.code == other, "\(message)", sourceLocation: location)
    #expect(message.contains(cause), "\(message)", sourceLocation: location)
    #expect(!message.contains("\n") && !message.contains(settings.password), sourceLocation: location)
    #expect(ContinuousClock.now - start < .seconds(8), sourceLocation: location)
  }
}
