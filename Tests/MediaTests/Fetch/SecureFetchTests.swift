import Crypto
import Glibc
import HTTP
import Lifecycle
import Synchronization
import TestKit
import Testing

@testable import Media

/// Fetches over TLS, from a server that the command line of OpenSSL plays.
@Suite(.timeLimit(.minutes(1))) struct SecureFetchTests {
  @Test func `fetches over TLS from whom the authority vouches for, and from nobody else`() async throws {
    let body = sound(byteCount: 200_000)
    try await withCertificates { certificates in
      try await certificates.makeAuthority("authority")
      try await certificates.makeAuthority("stranger")
      try await certificates.make("server", signedBy: "authority", hosts: "DNS:cdn.example,IP:127.0.0.1")
      try write(body, to: certificates.path("a.wav"))
      try await withSecureServer(certificates) { port in
        var settings = quickSettings(allowing: port)
        settings.authorityFile = certificates.path("authority.pem")
        try await withFetcher(settings) { fixture in
          fixture.detours.lead("93.184.216.34", to: port)
          let file = try await fixture.fetcher.fetch(MediaLink("https://127.0.0.1:\(port)/a.wav"))

          #expect(file.sha256 == SHA256.hash(body))
          #expect(file.finalPlace == "https://127.0.0.1:\(port)")
        }
        settings.resolve = { _, _ in ["93.184.216.34"] }
        try await withFetcher(settings) { fixture in
          fixture.detours.lead("93.184.216.34", to: port)
          let file = try await fixture.fetcher.fetch(MediaLink("https://cdn.example/a.wav"))
          let other = await fixture.failure("https://other.example/a.wav?topsecret")

          #expect(file.byteCount == body.count)
          #expect(other?.code == .unavailable && other?.message.contains("topsecret") == false)
          #expect(other?.message.contains("other.example") == true)
        }
        settings.authorityFile = certificates.path("stranger.pem")
        try await withFetcher(settings) { fixture in
          let error = await fixture.failure("https://127.0.0.1:\(port)/a.wav")

          #expect(error?.code == .unavailable)
          #expect(error?.message.contains("certificate") == true, "\(error?.message ?? "")")
          // A certificate does not change within a fetch.
          #expect(fixture.detours.seen.count == 1)
        }
      }
    }
  }

  @Test func `does not follow a redirect from https to http`() async throws {
    try await withCertificates { certificates in
      try await certificates.makeAuthority("authority")
      try await certificates.make("server", signedBy: "authority", hosts: "IP:127.0.0.1")
      let plain = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 50)) }
      let answer = "HTTP/1.1 302 Found\r\nLocation: \(plain.url("/?topsecret"))\r\nContent-Length: 0\r\n\r\n"
      try write(Array(answer.utf8), to: certificates.path("away"))
      try await withSecureServer(certificates, mode: "-HTTP") { port in
        var settings = quickSettings(allowing: port, plain.port)
        settings.authorityFile = certificates.path("authority.pem")
        try await withFetcher(settings) { fixture in
          let error = await fixture.failure("https://127.0.0.1:\(port)/away")

          #expect(error?.code == .refusedAddress)
          #expect(
            error?.message
              == "https://127.0.0.1:\(port): a redirect from https to http://127.0.0.1:\(plain.port)")
          #expect(plain.requests.isEmpty)
        }
      }
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
  }

  /// Serves the files of the folder, each as a body or, with `-HTTP`, as a whole answer.
  private func withSecureServer(
    _ certificates: Certificates, mode: String = "-WWW", _ body: (UInt16) async throws -> Void
  ) async throws {
    let port = try freePort()
    let script = """
      cd "$1" && exec openssl s_server -accept 127.0.0.1:\(port) -cert server.pem -key server.key \(mode) -quiet
      """
    let server = Task {
      try await ChildProcess("bash", ["-c", script, "bash", certificates.folder], timeout: .seconds(50)).run()
    }
    let isUp = await eventually { canConnect(to: port) }
    #expect(isUp)
    let result: Result<Void, any Error>
    do { result = .success(try await body(port)) } catch { result = .failure(error) }
    server.cancel()
    _ = try? await server.value
    try result.get()
  }

  /// One that was free a moment ago.
  private func freePort() throws -> UInt16 { try PlayedServer { _, _ in .of(200) }.port }

  private func canConnect(to port: UInt16) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
