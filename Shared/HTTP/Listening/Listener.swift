import Glibc

/// A socket that listens. Opened here and not by libmicrohttpd, which does not tell why it could not.
struct Listener {
  /// Belongs to whoever takes the listener.
  let descriptor: Int32
  /// With the port that the system chose, if it was to choose.
  let address: Address

  static func open(_ address: Address) throws(HTTPError) -> Listener {
    let descriptor = try bound(address)
    guard listen(descriptor, SOMAXCONN) == 0, let port = boundPort(of: descriptor) else {
      let code = errno
      close(descriptor)
      throw failure(code, address)
    }
    return Listener(descriptor: descriptor, address: address.with(port: port))
  }

  /// A socket that has the address and does not listen yet.
  static func bound(_ address: Address) throws(HTTPError) -> Int32 {
    let family = address.isIPv6 ? AF_INET6 : AF_INET
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(family, type, 0)
    guard descriptor >= 0 else { throw failure(errno, address) }
    // A restarted program must not wait for the connections of the one before to be forgotten.
    enable(SOL_SOCKET, SO_REUSEADDR, on: descriptor)
    if address.isIPv6 { enable(Int32(IPPROTO_IPV6), IPV6_V6ONLY, on: descriptor) }
    guard bind(descriptor, to: address) else {
      let code = errno
      close(descriptor)
      throw failure(code, address)
    }
    return descriptor
  }

  static func failure(_ code: Int32, _ address: Address) -> HTTPError {
    switch code {
    case EADDRINUSE:
      HTTPError(
        code: .addressInUse, message: "cannot listen at \(address): something else listens there already")
    case EACCES, EPERM:
      HTTPError(
        code: .notPermitted,
        message: "cannot listen at \(address): not permitted; ports below 1024 need a privilege")
    case EADDRNOTAVAIL:
      HTTPError(
        code: .addressNotAvailable, message: "cannot listen at \(address): this machine has no such address")
    default:
      HTTPError(
        code: .cannotListen, message: "cannot listen at \(address): \(String(cString: strerror(code)))")
    }
  }

  private static func enable(_ level: Int32, _ option: Int32, on descriptor: Int32) {
    var one: Int32 = 1
    setsockopt(descriptor, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  private static func bind(_ descriptor: Int32, to address: Address) -> Bool {
    guard address.isIPv6 else {
      var socketAddress = sockaddr_in()
      socketAddress.sin_family = sa_family_t(AF_INET)
      socketAddress.sin_port = address.port.bigEndian
      inet_pton(AF_INET, address.host, &socketAddress.sin_addr)
      return withPointer(to: &socketAddress) { Glibc.bind(descriptor, $0, $1) } == 0
    }
    var socketAddress = sockaddr_in6()
    socketAddress.sin6_family = sa_family_t(AF_INET6)
    socketAddress.sin6_port = address.port.bigEndian
    inet_pton(AF_INET6, address.host, &socketAddress.sin6_addr)
    return withPointer(to: &socketAddress) { Glibc.bind(descriptor, $0, $1) } == 0
  }

  private static func boundPort(of descriptor: Int32) -> UInt16? {
    // The port stands at the same place for both families.
    var socketAddress = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let result = withPointer(to: &socketAddress) { pointer, _ in getsockname(descriptor, pointer, &length) }
    return result == 0 ? UInt16(bigEndian: socketAddress.sin6_port) : nil
  }

  private static func withPointer<Value>(
    to value: inout Value, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &value) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Value>.size))
      }
    }
  }
}

extension Address {
  /// Throws why a server could not listen here now. Does not listen itself, so whoever begins to meanwhile can.
  public func checkIsFree() throws(HTTPError) { close(try Listener.bound(self)) }
}
