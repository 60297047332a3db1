import Glibc

/// A TCP connection whose every step ends at one deadline, however slowly the other side answers. Blocks.
///
/// Only the lookup of the name is the resolver's to bound.
final class Socket {
  private let descriptor: Int32
  private let deadline: ContinuousClock.Instant
  private let peer: String

  init(host: String, port: UInt16, deadline: ContinuousClock.Instant) throws(CommandFailure) {
    peer = "\(host):\(port)"
    self.deadline = deadline
    descriptor = try Self.connect(host, port, peer, deadline)
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) throws(CommandFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      try wait(for: POLLOUT)
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 { rest = rest.dropFirst(count) } else if !isTransient { throw broken }
    }
  }

  /// Exactly so many bytes.
  func receive(_ count: Int) throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: count)
    while bytes.count < count {
      try wait(for: POLLIN)
      let received = recv(descriptor, &buffer, count - bytes.count, 0)
      if received == 0 { throw CommandFailure("\(peer) closed the connection; check host and port") }
      if received > 0 { bytes += buffer[..<received] } else if !isTransient { throw broken }
    }
    return bytes
  }

  private var isTransient: Bool { errno == EINTR || errno == EAGAIN }
  private var broken: CommandFailure { CommandFailure("\(peer): \(String(cString: strerror(errno)))") }

  private func wait(for events: Int32) throws(CommandFailure) {
    guard Self.wait(descriptor, events, deadline) else {
      throw CommandFailure("\(peer) does not answer in time")
    }
  }

  // MARK: Connecting

  private static func connect(
    _ host: String, _ port: UInt16, _ peer: String, _ deadline: ContinuousClock.Instant
  ) throws(CommandFailure) -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
      throw CommandFailure("\(host): \(String(cString: gai_strerror(code))); check the host")
    }
    defer { freeaddrinfo(list) }
    var next = list
    var reason = "has no address"
    while let entry = next?.pointee {
      let (descriptor, number) = attempt(entry, deadline)
      if let descriptor { return descriptor }
      reason = String(cString: strerror(number)).lowercased()
      next = entry.ai_next
    }
    throw CommandFailure("\(peer): \(reason); check that the server runs there")
  }

  /// The connected descriptor, or why there is none.
  private static func attempt(_ entry: addrinfo, _ deadline: ContinuousClock.Instant) -> (Int32?, Int32) {
    let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(entry.ai_family, entry.ai_socktype | flags, entry.ai_protocol)
    guard descriptor >= 0 else { return (nil, errno) }
    var number: Int32 = 0
    if Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen) != 0 {
      number = errno
      if number == EINPROGRESS {
        var size = socklen_t(MemoryLayout<Int32>.size)
        if !wait(descriptor, POLLOUT, deadline) {
          number = ETIMEDOUT
        } else {
          getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size)
        }
      }
    }
    if number == 0 { return (descriptor, 0) }
    close(descriptor)
    return (nil, number)
  }

  private static func wait(
    _ descriptor: Int32, _ events: Int32, _ deadline: ContinuousClock.Instant
  ) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while true {
      let left = max(0, (deadline - .now).wholeMilliseconds)
      let code = poll(&request, 1, Int32(left))
      if code > 0 { return true }
      if code == 0 || errno != EINTR { return false }
    }
  }
}
