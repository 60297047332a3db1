import Glibc
import Testing

@testable import HTTP

@Suite struct AddressTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:9", "[::1]:9"), ("localhost:80", "127.0.0.1:80"),
    (":0", "0.0.0.0:0"), ("[::]:65535", "[::]:65535"),
  ])
  func `reads addresses`(text: String, address: String) throws {
    #expect(try Address(text).description == address)
  }

  @Test(arguments: [
    "", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:+1", "::1:80",
    "[::1]",
    "[127.0.0.1]:1", "example.org:80", "256.0.0.1:1", "127.0.0.1:80:80", "[::1:80", "127.0.0.1: 80",
  ])
  func `refuses what is no address, and repeats it`(text: String) {
    let error = #expect(throws: HTTPError.self) { try Address(text) }

    #expect(error?.code == .invalidAddress)
    #expect(error?.message.contains("\"\(text)\"") == true)
  }

  @Test(arguments: [
    (EADDRINUSE, HTTPError.Code.addressInUse), (EACCES, .notPermitted), (EADDRNOTAVAIL, .addressNotAvailable),
    (EMFILE, .cannotListen),
  ])
  func `names the address when it cannot listen`(code: Int32, expected: HTTPError.Code) {
    let error = Listener.failure(code, .loopback(port: 80))

    #expect(error.code == expected)
    #expect(error.message.hasPrefix("cannot listen at 127.0.0.1:80: "))
  }

  @Test(arguments: ["127.0.0.1:0", "[::1]:0", ":0"])
  func `tells the port that was chosen`(text: String) throws {
    let listener = try Listener.open(Address(text))
    defer { close(listener.descriptor) }

    #expect(listener.address.port > 0)
    #expect(throws: HTTPError.self) { try Listener.open(listener.address) }
    #expect(throws: HTTPError.self) { try listener.address.checkIsFree() }
  }

  @Test func `looking whether an address is free takes it from nobody`() throws {
    let listener = try Listener.open(.loopback(port: 0))
    close(listener.descriptor)

    try listener.address.checkIsFree()
    let held = try Listener.bound(listener.address)
    let other = try Listener.open(listener.address)
    close(held)
    close(other.descriptor)
  }

  @Test(arguments: [
    ("127.0.0.1:1", true), ("127.1.2.3:1", true), ("[::1]:1", true), ("[0::0:1]:1", true), (":1", false),
    ("[::]:1", false), ("128.0.0.1:1", false), ("[::ffff:127.0.0.1]:1", false),
  ])
  func `knows which addresses only this machine can reach`(text: String, isLoopback: Bool) throws {
    #expect(try Address(text).isLoopback == isLoopback)
  }
}
