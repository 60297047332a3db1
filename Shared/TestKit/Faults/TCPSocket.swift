import Glibc

/// What a socket call of a test fixture failed with.
public struct SocketError: Error, CustomStringConvertible {
  public let call: String
  public let reason: String

  init(_ call: String) {
    self.call = call
    reason = String(cString: strerror(errno))
  }

  init(_ call: String, reason: String) {
    self.call = call
    self.reason = reason
  }

  public var description: String { "\(call): \(reason)" }
}

/// A TCP socket on loopback, closed with its last reference.
final class TCPSocket: Sendable {
  let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
    // Pieces are to arrive as they were written.
    var on: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(descriptor) }

  /// Listens on a free port.
  static func listening() throws -> (socket: TCPSocket, port: UInt16) {
    let socket = try make()
    var address = loopback(port: 0)
    try check("bind", withAddress(&address) { bind(socket.descriptor, $0, $1) })
    try check("listen", listen(socket.descriptor, 256))
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try check(
      "getsockname", withAddress(&address) { pointer, _ in getsockname(socket.descriptor, pointer, &length) })
    return (socket, UInt16(bigEndian: address.sin_port))
  }

  static func connected(to port: UInt16) throws -> TCPSocket {
    let socket = try make()
    var address = loopback(port: port)
    try check("connect", withAddress(&address) { connect(socket.descriptor, $0, $1) })
    return socket
  }

  func accepted() throws -> TCPSocket {
    let descriptor = accept(self.descriptor, nil, nil)
    guard descriptor >= 0 else { throw SocketError("accept") }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return TCPSocket(descriptor)
  }

  /// What is there, at most 64 KiB; empty at the end of the stream or after an error.
  func read() -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    return count > 0 ? Array(chunk[..<count]) : []
  }

  /// Whether neither bytes nor an end come for that long.
  func isSilent(for duration: Duration) -> Bool {
    var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&end, 1, Int32(duration / .milliseconds(1))) == 0
  }

  func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Limits what the kernel keeps in each direction; left alone, that is megabytes.
  func bound(bufferByteCount: Int) {
    var count = Int32(bufferByteCount)
    for option in [SO_RCVBUF, SO_SNDBUF] {
      setsockopt(descriptor, SOL_SOCKET, option, &count, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// Ends both directions; a thread that reads wakes up.
  func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Makes the coming close a reset instead of a farewell.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    shut()
  }

  private static func make() throws -> TCPSocket {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SocketError("socket") }
    return TCPSocket(descriptor)
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func withAddress(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }

  private static func check(_ call: String, _ code: Int32) throws {
    guard code == 0 else { throw SocketError(call) }
  }
}
