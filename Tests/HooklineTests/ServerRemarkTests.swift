import Testing

@testable import Hookline

@Suite struct ServerRemarkTests {
  private static func server(
    user: String = "me", isSuperuser: Bool = false, isMember: Bool = true, encryption: String? = nil,
    address: String = "127.0.0.1", clockLead: Duration = .zero
  ) -> Server {
    Server(
      version: "15.8", number: 150_008, user: user, isSuperuser: isSuperuser, isMember: isMember,
      encryption: encryption, address: address, clockLead: clockLead)
  }

  @Test func `a role that is more or less than the expected one is a warning`() {
    let remarks = [
      Self.server(), Self.server(isMember: false), Self.server(isSuperuser: true),
    ].map { $0.privileges(expecting: "hookline_worker")?.detail }

    #expect(
      remarks == [
        nil, "me is not hookline_worker nor a member of it, so it may lack or exceed its rights",
        "me is a superuser; use hookline_worker, which can do only what is needed",
      ])
  }

  @Test func `where a superuser is needed another role is a failure`() {
    #expect(Self.server().privileges(expecting: nil) == .failure("me is no superuser"))
    #expect(Self.server(isSuperuser: true).privileges(expecting: nil) == nil)
  }

  @Test(arguments: [
    ("127.0.0.1", nil, false), ("", nil, false), ("::1", nil, false), ("10.0.0.1", "TLSv1.3", false),
    ("10.0.0.1", nil, true),
  ])
  func `only a network without encryption is a warning`(address: String, encryption: String?, isWarned: Bool)
  {
    let secrecy = Self.server(encryption: encryption, address: address).secrecy

    #expect((secrecy?.verdict == .warning) == isWarned)
  }

  @Test(arguments: [
    (1000, nil), (-1000, nil), (1500, "the server's clock is 1500 ms ahead of ours; let NTP set both"),
    (-90_000, "the server's clock is 90000 ms behind ours; let NTP set both"),
  ])
  func `clocks more than a second apart are a warning`(milliseconds: Int, remark: String?) {
    #expect(Self.server(clockLead: .milliseconds(milliseconds)).skew?.detail == remark)
  }
}
