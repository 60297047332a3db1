import Testing

@testable import HTTP

@Suite struct AddressRangeTests {
  @Test(arguments: [
    ("10.0.0.7", "10.0.0.7"), ("10.0.0.0/8", "10.255.1.2"), ("10.0.0.0/8", "::ffff:10.1.2.3"),
    ("0.0.0.0/0", "9.9.9.9"),
    ("fd00::/8", "fdff::1"), ("::1", "::1"), ("192.168.4.0/22", "192.168.7.255"), ("::/0", "2001:db8::1"),
  ])
  func `holds addresses that begin alike`(range: String, address: String) throws {
    #expect(try AddressRange(range).contains(address))
  }

  @Test(arguments: [
    ("10.0.0.7", "10.0.0.8"), ("10.0.0.0/8", "11.0.0.0"), ("192.168.4.0/22", "192.168.8.0"),
    ("fd00::/8", "fc00::1"),
    ("10.0.0.0/8", "text"), ("10.0.0.0/8", ""), ("::/0", "1.2.3.4"), ("0.0.0.0/0", "::1"),
  ])
  func `holds no others`(range: String, address: String) throws {
    #expect(try !AddressRange(range).contains(address))
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "host", "10.0.0.0/8/8", "1.2.3.4:80",
  ])
  func `is not made of what is none`(text: String) {
    #expect(throws: HTTPError.self) { try AddressRange(text) }
  }
}

@Suite struct ForwardingTests {
  struct Case: Sendable {
    let peer: String
    let forwarded: [String]
    let client: String
  }

  @Test(arguments: [
    Case(peer: "10.0.0.1", forwarded: ["203.0.113.9"], client: "203.0.113.9"),
    Case(peer: "10.0.0.1", forwarded: ["1.1.1.1, 203.0.113.9, 10.0.0.2"], client: "203.0.113.9"),
    Case(peer: "10.0.0.1", forwarded: ["1.1.1.1", "203.0.113.9 , 10.0.0.2"], client: "203.0.113.9"),
    Case(peer: "10.0.0.1", forwarded: ["10.0.0.3, 10.0.0.2"], client: "10.0.0.3"),
    Case(peer: "10.0.0.1", forwarded: ["203.0.113.9:4711"], client: "203.0.113.9"),
    Case(peer: "10.0.0.1", forwarded: ["[2001:db8::7]:4711"], client: "2001:db8::7"),
    Case(peer: "10.0.0.1", forwarded: ["2001:db8::7"], client: "2001:db8::7"),
    Case(peer: "::ffff:10.0.0.1", forwarded: ["203.0.113.9"], client: "203.0.113.9"),
    // What a stranger says of itself is worth nothing, and neither is what stands before nonsense.
    Case(peer: "203.0.113.9", forwarded: ["10.0.0.1"], client: "203.0.113.9"),
    Case(peer: "10.0.0.1", forwarded: ["1.1.1.1, unknown, 10.0.0.2"], client: "10.0.0.2"),
    Case(peer: "10.0.0.1", forwarded: ["evil"], client: "10.0.0.1"),
    Case(peer: "10.0.0.1", forwarded: [""], client: "10.0.0.1"),
    Case(peer: "10.0.0.1", forwarded: [], client: "10.0.0.1"),
  ])
  func `finds who asked behind proxies of ours`(example: Case) throws {
    var headers = Headers()
    for line in example.forwarded { headers.add("X-Forwarded-For", line) }
    let trusted = [try AddressRange("10.0.0.0/8")]

    #expect(Forwarding.client(peer: example.peer, headers: headers, trusted: trusted) == example.client)
    #expect(Forwarding.client(peer: example.peer, headers: headers, trusted: []) == example.peer)
  }
}
