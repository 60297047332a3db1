import HTTP
import Lifecycle
import Testing

@testable import Media

@Suite struct FetchPolicyTests {
  private static func refusal(
    _ ip: String, port: UInt16 = 443, host: String = "h.example", allowing list: String = ""
  ) throws -> String? {
    let address = ResolvedAddress(host: host, ip: try #require(IPAddress(ip)), port: port)
    return FetchPolicy(AllowList(list) ?? AllowList()).refusal(of: address)
  }

  @Test(arguments: [
    ("0.0.0.0", "unspecified"), ("0.1.2.3", "of this network"), ("10.0.0.0", "private"),
    ("10.255.255.255", "private"), ("100.64.0.0", "shared by a provider"),
    ("100.127.255.255", "shared by a provider"), ("127.0.0.1", "loopback"), ("127.255.255.255", "loopback"),
    ("169.254.0.0", "link-local"), ("169.254.169.254", "link-local"), ("172.16.0.0", "private"),
    ("172.31.255.255", "private"), ("192.0.0.1", "reserved for protocols"),
    ("192.0.0.192", "reserved for protocols"), ("192.0.2.1", "for documentation"),
    ("192.88.99.1", "a relay of 6to4"), ("192.168.0.1", "private"), ("192.168.255.255", "private"),
    ("198.18.0.1", "for measurements"), ("198.19.255.255", "for measurements"),
    ("198.51.100.1", "for documentation"), ("203.0.113.255", "for documentation"),
    ("224.0.0.1", "multicast"), ("239.255.255.255", "multicast"), ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"), ("::1", "loopback"), ("::127.0.0.1", "an IPv4 address in disguise"),
    ("::808:808", "an IPv4 address in disguise"),
    ("::ffff:127.0.0.1", "127.0.0.1 in disguise, which is loopback"),
    ("::ffff:10.0.0.1", "10.0.0.1 in disguise, which is private"),
    ("::ffff:169.254.169.254", "169.254.169.254 in disguise, which is link-local"),
    ("::ffff:0:7f00:1", "an IPv4 address in disguise"),
    ("64:ff9b::7f00:1", "127.0.0.1 in disguise, which is loopback"),
    ("64:ff9b::a9fe:a9fe", "169.254.169.254 in disguise, which is link-local"),
    ("64:ff9b:1::808:808", "of a local translator"), ("2002:7f00:1::", "an address of 6to4"),
    ("2002:808:808::1", "an address of 6to4"), ("2001::1", "reserved for protocols"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "reserved for protocols"), ("fc00::1", "private"),
    ("fdff:ffff::1", "private"), ("fe80::1", "link-local"), ("febf::1", "link-local"),
    ("fec0::1", "site-local"), ("ff02::1", "multicast"), ("2001:db8::1", "for documentation"),
    ("3fff::1", "for documentation"), ("100::1", "a black hole"), ("5f00::1", "a segment of a route"),
    ("fd00:ec2::254", "private"), ("4000::1", "outside of the public addresses of IPv6"),
    ("1::1", "outside of the public addresses of IPv6"),
  ])
  func `refuses what is not public, with its reason`(ip: String, reason: String) throws {
    #expect(try Self.refusal(ip)?.hasSuffix(" is " + reason) == true)
  }

  @Test(arguments: [
    "1.0.0.0", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0",
    "192.88.98.255", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "198.51.99.255",
    "203.0.114.0", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888",
    "::ffff:8.8.8.8", "64:ff9b::808:808", "2003::1",
  ])
  func `lets public addresses through, up to the edges of those that are not`(ip: String) throws {
    #expect(try Self.refusal(ip) == nil)
    #expect(try Self.refusal(ip, port: 80) == nil)
    #expect(try Self.refusal(ip, port: 22) == "port 22 is not one of the web")
  }

  @Test func `an entry without a port is for the usual ports, one with a port for that alone`() throws {
    let list = "10.1.0.0/16, 127.0.0.1:8080, [fd00::/8]:9000, fd11::5"

    #expect(try Self.refusal("10.1.2.3", allowing: list) == nil)
    #expect(try Self.refusal("10.1.2.3", port: 8080, allowing: list) == "10.1.2.3 is private")
    #expect(try Self.refusal("10.2.0.0", allowing: list) == "10.2.0.0 is private")
    #expect(try Self.refusal("127.0.0.1", port: 8080, allowing: list) == nil)
    #expect(try Self.refusal("127.0.0.1", allowing: list) == "127.0.0.1 is loopback")
    #expect(try Self.refusal("127.0.0.2", port: 8080, allowing: list) == "127.0.0.2 is loopback")
    #expect(try Self.refusal("fd12::1", port: 9000, allowing: list) == nil)
    #expect(try Self.refusal("fd11::5", allowing: list) == nil)
    #expect(try Self.refusal("::ffff:10.1.2.3", allowing: list) == nil)
  }

  @Test func `a host that is allowed may lead inside, but not to where clouds keep credentials`() throws {
    func refusal(_ ip: String, _ port: UInt16, _ host: String) throws -> String? {
      try Self.refusal(ip, port: port, host: host, allowing: "cdn.example:8443, Media.Example.")
    }

    #expect(try refusal("10.0.0.1", 8443, "cdn.example") == nil)
    #expect(try refusal("10.0.0.1", 443, "cdn.example") == "10.0.0.1 is private")
    #expect(try refusal("10.0.0.1", 443, "MEDIA.example..") == nil)
    #expect(try refusal("10.0.0.1", 443, "evil-media.example") == "10.0.0.1 is private")
    #expect(try refusal("10.0.0.1", 443, "a.media.example") == "10.0.0.1 is private")
    #expect(try refusal("169.254.169.254", 443, "media.example") == "169.254.169.254 is link-local")
    #expect(try refusal("0.0.0.0", 443, "media.example") == "0.0.0.0 is unspecified")
  }

  @Test(arguments: [
    ("localhost", "localhost is a name of the inner network"),
    ("LOCALHOST...", "localhost is a name of the inner network"),
    ("metadata", "metadata is a name of the inner network"),
    ("metadata.google.internal", "names that end in .internal are of the inner network"),
    ("metadata.google.internal.", "names that end in .internal are of the inner network"),
    ("x.localhost", "names that end in .localhost are of the inner network"),
    ("printer.local", "names that end in .local are of the inner network"),
    ("nas.home.arpa", "names that end in .home.arpa are of the inner network"),
    ("127.0.0.1", "127.0.0.1 is loopback"), ("fe80::1%25eth0", "fe80::1 is link-local"),
  ])
  func `refuses names of the inner network before they are looked up`(host: String, reason: String) {
    #expect(FetchPolicy().refusal(host: host, port: 443) == reason)
  }

  @Test func `names are let through with a usual port, or one that is allowed somewhere`() {
    let policy = FetchPolicy(AllowList("10.0.0.0/8:8080,nas.local") ?? AllowList())

    #expect(policy.refusal(host: "cdn.example", port: 443) == nil)
    #expect(policy.refusal(host: "cdn.example", port: 8080) == nil)
    #expect(policy.refusal(host: "cdn.example", port: 8081) == "port 8081 is not one of the web")
    #expect(policy.refusal(host: "nas.local.", port: 80) == nil)
    #expect(policy.refusal(host: "notlocal", port: 80) != nil)
    #expect(policy.refusal(host: "mylocal.example", port: 80) == nil)
  }
}
