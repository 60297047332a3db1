import Testing

@testable import Lifecycle

@Suite struct AllowListTests {
  @Test func `reads addresses, networks and hosts, each with a port or without`() throws {
    let list = try AllowList(
      parsing: "127.0.0.1:8080, 10.1.0.0/16 ,Cdn.Example.,a-b.example:81,[::1]:8443,fd00::/8,[fd00::/8]:1,::1"
    )
    let read = list.entries.map { entry in
      let place = if case .network(let network) = entry.place { "\(network)" } else { "\(entry.place)" }
      return place + (entry.port.map { " \($0)" } ?? "")
    }

    #expect(
      read == [
        "127.0.0.1/32 8080", "10.1.0.0/16", "host(\"cdn.example\")", "host(\"a-b.example\") 81",
        "::1/128 8443",
        "fd00::/8", "fd00::/8 1", "::1/128",
      ])
  }

  @Test(arguments: [
    ("", "has an empty entry"), ("a.example,,b.example", "has an empty entry"),
    ("10.1.2.3/16", "has bits beyond its prefix; 10.1.0.0/16 is the network"),
    ("10.0.0.0/33", "is no network"), ("10.0.0.0/+8", "is no network"), ("10.0.0.0/", "is no network"),
    ("0.0.0.0/0", "would allow everything"), ("::/0", "would allow everything"),
    ("a.example:0", "has a port that is none"), ("a.example:+80", "has a port that is none"),
    ("a.example:99999", "has a port that is none"), ("a.example:", "has a port that is none"),
    ("[::1", "has no closing bracket"), ("[::1]x", "has a port that is none"),
    ("127.1", "is neither a host, an address nor a network"), ("2130706433", "is neither a host"),
    ("https://a.example", "has a port that is none"), ("*.example", "is neither a host"),
    ("a..example", "is neither a host"), ("::g", "is neither a host"),
  ])
  func `says what is wrong with an entry`(text: String, reason: String) {
    let error = #expect(throws: Complaint.self) { try AllowList(parsing: text) }
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", "11.0.0.0"), ("172.16.0.0/12", "172.31.0.1", "172.32.0.1"),
    ("192.0.2.1/32", "192.0.2.1", "192.0.2.0"), ("fc00::/7", "fdff::1", "fe00::1"),
    ("2000::/3", "3fff::1", "4000::1"), ("0.0.0.0/0", "1.2.3.4", "::1"),
  ])
  func `a network holds what begins with its bits`(network: String, inside: String, outside: String) throws {
    let network = try #require(IPNetwork(network))

    #expect(network.contains(try #require(IPAddress(inside))))
    #expect(!network.contains(try #require(IPAddress(outside))))
  }

  @Test(arguments: [
    "127.1", "0177.0.0.1", "0x7f000001", "2130706433", " 1.2.3.4", "1.2.3.4\0", "fe80::1%lo", "",
  ])
  func `addresses have one spelling for each version`(text: String) {
    #expect(IPAddress(text) == nil)
  }
}
