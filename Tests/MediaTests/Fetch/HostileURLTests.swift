import HTTP
import Lifecycle
import Synchronization
import Telemetry
import TestKit
import Testing

@testable import Media

/// Links that somebody wrote to make us call what only we can reach. Each is refused before a byte goes out.
@Suite(.timeLimit(.minutes(1))) struct HostileURLTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    let url: String
    let reason: String
    var testDescription: String { url.debugDescription }

    init(_ url: String, _ reason: String) {
      self.url = url
      self.reason = reason
    }
  }

  private static let noWeb = "it must begin with http:// or https://"
  private static let credentials = "user and password do not belong in it"
  private static let controls = "it has a control character or a backslash in it"

  static let urls: [Hostile] = [
    // Loopback in every spelling
    .init("http://127.0.0.1/", "127.0.0.1 is loopback"),
    .init("http://2130706433/", "127.0.0.1 is loopback"),
    .init("http://0177.0.0.1/", "127.0.0.1 is loopback"),
    .init("http://017700000001/", "127.0.0.1 is loopback"),
    .init("http://0x7f000001/", "127.0.0.1 is loopback"),
    .init("http://0x7f.0.0.0x1/", "127.0.0.1 is loopback"),
    .init("http://127.1/", "127.0.0.1 is loopback"),
    .init("http://127.0.1/", "127.0.0.1 is loopback"),
    .init("http://%31%32%37.0.0.1/", "127.0.0.1 is loopback"),
    .init("http://0/", "0.0.0.0 is unspecified"),
    .init("http://127.0.0.1./", "is loopback"),
    .init("http://[::1]/", "::1 is loopback"),
    .init("http://[0:0:0:0:0:0:0:1]/", "::1 is loopback"),
    .init("http://[::]/", ":: is unspecified"),
    .init("http://[::ffff:127.0.0.1]/", "127.0.0.1 in disguise, which is loopback"),
    .init("http://[::ffff:7f00:1]/", "127.0.0.1 in disguise, which is loopback"),
    .init("http://[::127.0.0.1]/", "an IPv4 address in disguise"),
    .init("http://[fe80::1%25eth0]/", "fe80::1 is link-local"),
    .init("http://[64:ff9b::7f00:1]/", "127.0.0.1 in disguise, which is loopback"),
    .init("http://[2002:7f00:1::]/", "an address of 6to4"),
    .init("http://[fd00:ec2::254]/latest", "is private"),
    // Wide digits and dots that become narrow ones
    .init("http://127\u{3002}0\u{3002}0\u{3002}1/", "is not written in ASCII"),
    .init("http://\u{FF11}\u{FF12}\u{FF17}.0.0.1/", "is not written in ASCII"),
    .init("http://\u{24DB}ocalhost/", "is not written in ASCII"),
    // Inner networks and clouds
    .init("http://169.254.169.254/latest/meta-data/?X-Signature=topsecret", "169.254.169.254 is link-local"),
    .init("https://0xa9fea9fe/", "169.254.169.254 is link-local"),
    .init("https://10.0.0.1/", "10.0.0.1 is private"),
    .init("https://192.168.1.1/", "192.168.1.1 is private"),
    .init("https://100.100.100.200/", "100.100.100.200 is shared by a provider"),
    .init("https://192.0.0.192/", "192.0.0.192 is reserved for protocols"),
    .init("https://255.255.255.255/", "255.255.255.255 is broadcast"),
    .init("http://metadata.google.internal/", "names that end in .internal are of the inner network"),
    .init("http://METADATA.google.internal./", "names that end in .internal are of the inner network"),
    .init("http://localhost/", "localhost is a name of the inner network"),
    .init("http://localhost./", "localhost is a name of the inner network"),
    .init("http://a.localhost/", "names that end in .localhost are of the inner network"),
    .init("http://intranet/", "intranet is a name of the inner network"),
    .init("http://postgres:5432/", "port 5432 is not one of the web"),
    .init("http://cdn.example:22/", "port 22 is not one of the web"),
    .init("http://8.8.8.8:25/", "port 25 is not one of the web"),
    // A name that stands for what it should not
    .init("http://inside.example/", "127.0.0.1 is loopback"),
    .init("http://inside.example./", "127.0.0.1 is loopback"),
    // Not the web
    .init("file:///etc/passwd", noWeb), .init("gopher://127.0.0.1:25/_MAIL", noWeb),
    .init("ftp://127.0.0.1/", noWeb), .init("dict://127.0.0.1:11211/stat", noWeb),
    .init("ldap://127.0.0.1/", noWeb), .init("data:text/html,hello", "the URL of a request cannot be used"),
    .init("javascript:alert(1)", "the URL of a request cannot be used"),
    .init("//127.0.0.1/", "the URL of a request cannot be used"),
    .init("", "the URL of a request cannot be used"),
    // Two readers, two hosts
    .init("http://example.com@127.0.0.1/", credentials),
    .init("http://u:topsecret@example.com/", credentials),
    .init("http://127.0.0.1#@example.com/", "127.0.0.1 is loopback"),
    .init("http://127.0.0.1?@example.com/", "127.0.0.1 is loopback"),
    .init("http://example.com\\@127.0.0.1/", controls), .init("http:\\\\127.0.0.1\\", controls),
    .init("http://127.0.0.1:80@example.com/", credentials),
    .init("http:///127.0.0.1/", "127.0.0.1 is loopback"),
    .init("http:127.0.0.1/", "Unsupported number of slashes"),
    // Requests within requests
    .init("http://cdn.example/\r\nX-Forged: 1", controls), .init("http://cdn.example/\0", controls),
    .init("http://cdn.example /", "the URL of a request cannot be used"),
    .init("http://cdn.example/" + String(repeating: "a", count: 9000), "it is longer than 8,192 bytes"),
    .init("http://cdn.example:99999/", "the URL of a request cannot be used"),
    .init("http://cdn.example:0/", "port"),
  ]

  @Test(arguments: urls)
  func `refuses hostile links, each for its own reason, and says nothing of what may be secret`(
    hostile: Hostile
  ) async throws {
    try await withFetcher(FetchSettings()) { fixture in
      let error = await fixture.failure(hostile.url)

      #expect(error?.code == .refusedAddress, "\(error?.message ?? "it was fetched")")
      #expect(error?.message.contains(hostile.reason) == true, "\(error?.message ?? "")")
      #expect(error?.isRetriable == false)
      #expect(fixture.detours.seen.isEmpty)
      #expect(error?.message.contains("topsecret") == false)
      #expect(!fixture.log.entries.contains { "\($0)".contains("topsecret") })
      #expect(fixture.names.isEmpty)
    }
  }

  @Test func `a name whose answer changes between look-ups leads nowhere it should not`() async throws {
    let server = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 2000), then: .close) }
    let inner = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 2000)) }
    let answers = Answers(["93.184.216.34"], ["127.0.0.1"], ["169.254.169.254"])
    var settings = quickSettings()
    settings.resolve = { _, _ in answers.next() }
    try await withFetcher(settings) { fixture in
      fixture.detours.lead("93.184.216.34", to: server.port)
      fixture.detours.lead("127.0.0.1", to: inner.port)

      let first = try await fixture.fetcher.fetch(MediaLink("http://rebind.example/a"))
      let second = await fixture.failure("http://rebind.example/a")
      let third = await fixture.failure("http://rebind.example/a")

      #expect(first.byteCount == 2000)
      #expect(second?.message == "GET http://rebind.example: 127.0.0.1 is loopback")
      #expect(third?.message == "GET http://rebind.example: 169.254.169.254 is link-local")
      #expect(inner.requests.isEmpty)
      #expect(fixture.detours.seen.map { "\($0.ip)" } == ["93.184.216.34"])
    }
  }

  @Test func `of several addresses only those are tried that are public`() async throws {
    let server = try PlayedServer { _, _ in .of(200, [], sound(byteCount: 2000), then: .close) }
    var settings = quickSettings()
    settings.retryLimit = 0
    settings.resolve = { host, _ in
      host == "mixed.example" ? ["127.0.0.1", "10.0.0.1", "93.184.216.34"] : ["93.184.216.35", "127.0.0.1"]
    }
    try await withFetcher(settings) { fixture in
      fixture.detours.lead("93.184.216.34", to: server.port)

      let file = try await fixture.fetcher.fetch(MediaLink("http://mixed.example/a"))
      // Here nobody answers at the public address.
      let error = await fixture.failure("http://away.example/a")

      #expect(file.byteCount == 2000)
      #expect(error?.message == "GET http://away.example: 127.0.0.1 is loopback")
      #expect(Set(fixture.detours.seen.map { "\($0.ip)" }) == ["93.184.216.34", "93.184.216.35"])
    }
  }

  @Test(arguments: [
    Hostile("http://169.254.169.254/latest", "169.254.169.254 is link-local"),
    Hostile("http://127.0.0.1:9/", "127.0.0.1 is loopback"), Hostile("http://[::1]/", "::1 is loopback"),
    Hostile("//2130706433/", "127.0.0.1 is loopback"),
    Hostile("http://inside.example/", "127.0.0.1 is loopback"),
    Hostile("file:///etc/passwd", noWeb), Hostile("gopher://127.0.0.1/", noWeb),
    Hostile("http://u:topsecret@cdn.example/", credentials), Hostile("/\\127.0.0.1/", controls),
    Hostile("http://cdn.example:6379/", "port 6379 is not one of the web"),
    Hostile("/a?key=topsecret", "the redirects lead in a circle"),
  ])
  func `refuses where a redirect leads to`(hostile: Hostile) async throws {
    let server = try PlayedServer { _, _ in .of(302, ["Location: \(hostile.url)"]) }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let error = await fixture.failure(server.url("/a?key=topsecret"))

      #expect(error?.code == .refusedAddress)
      #expect(error?.message.contains(hostile.reason) == true, "\(error?.message ?? "")")
      #expect(error?.message.contains("topsecret") == false)
      #expect(server.requests.count == 1)
      #expect(fixture.names.isEmpty)
    }
  }

  @Test func `follows so many redirects, each judged, and no more`() async throws {
    let server = try PlayedServer { request, number in
      let isEnd = request.hasPrefix("GET /5 ")
      return isEnd ? .of(200, [], sound(byteCount: 20)) : .of(307, ["Location: /\(number)"])
    }
    try await withFetcher(quickSettings(allowing: server.port)) { fixture in
      let file = try await fixture.fetcher.fetch(MediaLink(server.url("/0")))
      let error = await fixture.failure(server.url("/x"))

      #expect(file.byteCount == 20)
      #expect(error?.code == .refusedAddress)
      #expect(error?.message == "http://127.0.0.1:\(server.port): more than 5 redirects")
      #expect(server.requests.count == 12)
    }
  }
}

/// What a resolver answers, one after the other.
private final class Answers: Sendable {
  private let rest: Mutex<[[String]]>

  init(_ answers: [String]...) { rest = Mutex(answers) }

  func next() -> [String]? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
