import Lifecycle
import Management
import Messaging
import TestKit
import Testing

/// The management interface by HTTPS, with a certificate that only the URL's authority vouches for.
@Suite(.needsBroker, .timeLimit(.minutes(3))) struct SecureManagementTests {
  private static func client(_ url: String) throws -> ManagementClient {
    let settings = Settings.survey(
      environment: ["HOOKLINE_AMQP_MANAGEMENT_URL": url], directory: "/nowhere"
    ).settings
    return ManagementClient(
      try ManagementClient.Settings(try settings.require(\.amqpManagementURL), virtualHost: "hookline"))
  }

  @Test func `the authority in the URL is believed, and no other`() async throws {
    try await withCertificates { certificates in
      for name in ["authority", "stranger"] { try await certificates.makeAuthority(name) }
      try await certificates.make("server", signedBy: "authority", hosts: "IP:127.0.0.1")
      try await withRabbitMQServer(tls: certificates.folder) { server in
        let url = server.secureManagementURL
        let other = url.replacing("127.0.0.1", with: "localhost")

        let state = try await Self.client(url + "?cacertfile=" + certificates.path("authority.pem")).state()
        let system = try await failure { _ = try await Self.client(url).state() }
        let stranger = try await failure {
          _ = try await Self.client(url + "?cacertfile=" + certificates.path("stranger.pem")).state()
        }
        let host = try await failure {
          _ = try await Self.client(other + "?cacertfile=" + certificates.path("authority.pem")).state()
        }
        let absent = try await failure { _ = try await Self.client(url + "?cacertfile=/absent").state() }

        #expect(state.version.hasPrefix("3."))
        for error in [system, stranger, host, absent] {
          #expect(error?.code == .tls, "\(error?.message ?? "")")
          #expect(error?.message.contains("\n") == false)
        }
      }
    }
  }

  @Test(arguments: [
    ("https://a:s3cret@host?verify=none", "unknown option"),
    ("http://a:s3cret@host?cacertfile=/x", "needs https://"),
    ("https://a:s3cret@host?cacertfile", "unknown option"),
  ])
  func `what the URL may not say is refused`(url: String, complaint: String) throws {
    let error = #expect(throws: MessagingError.self) { try Self.client(url) }

    #expect(error?.code == .configuration)
    #expect(error?.message.contains(complaint) == true && error?.message.contains("s3cret") == false)
  }
}
