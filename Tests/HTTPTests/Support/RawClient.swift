import Dispatch
import Glibc

/// A client that sends exactly the bytes it is given. It blocks, so it is used inside `onThread`.
final class RawClient {
  struct Failure: Error {
    let what: String
  }

  struct Reply: Equatable {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var isClosed = false

  init(port: UInt16, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var timeout = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    if var receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(what: "connect: \(errno)") }
  }

  deinit { close(descriptor) }

  /// Sends what it can; a server that closes in the middle is no error, since the reply tells why.
  func send(_ bytes: some Collection<UInt8>) { _ = sendAll(Array(bytes)) }

  /// Whether everything was taken.
  func sendAll(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  func send(_ text: String) { send(text.utf8) }

  func closeWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads one reply; `nil` when the connection ends before its first byte.
  func reply(toHead: Bool = false) throws -> Reply? {
    guard let head = try readHead() else { return nil }
    let lines = head.split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure(what: "no status in \(head)")
    }
    if status == 100 { return try reply(toHead: toHead) }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
    }
    let isChunked = headers["transfer-encoding"] == "chunked"
    if toHead { return Reply(status: status, headers: headers, body: []) }
    let body = try isChunked ? readChunks() : read(headers["content-length"].flatMap { Int($0) } ?? 0)
    return Reply(status: status, headers: headers, body: body)
  }

  /// Whatever comes until the server closes; `nil` when it does not.
  func rest() -> [UInt8]? {
    while fill() {}
    return isClosed ? buffer : nil
  }

  /// Whether the server closes within this time.
  func isClosed(within limit: Duration) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(limit.components.attoseconds / 1_000_000_000_000_000)
    return poll(&request, 1, milliseconds) > 0 && !fill() && isClosed
  }

  func readHead() throws -> String? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let index = buffer.indices.dropLast(3).first(where: { buffer[$0..<($0 + 4)].elementsEqual(end) }) {
        defer { buffer.removeFirst(index + 4) }
        return String(decoding: buffer[..<index], as: UTF8.self)
      }
      guard fill() else {
        guard buffer.isEmpty else { throw Failure(what: "the connection ended in a header") }
        return nil
      }
    }
  }

  func readChunk() throws -> [UInt8] {
    while !buffer.contains(UInt8(ascii: "\n")) {
      guard fill() else { throw Failure(what: "the connection ended between chunks") }
    }
    let line = buffer.prefix { $0 != UInt8(ascii: "\r") }
    buffer.removeFirst(line.count + 2)
    guard let count = Int(String(decoding: line, as: UTF8.self), radix: 16) else {
      throw Failure(what: "no size of a chunk")
    }
    return try read(count + 2).dropLast(2)
  }

  private func readChunks() throws -> [UInt8] {
    var body: [UInt8] = []
    while case let chunk = try readChunk(), !chunk.isEmpty { body += chunk }
    return body
  }

  private func read(_ count: Int) throws -> [UInt8] {
    while buffer.count < count {
      guard fill() else { throw Failure(what: "the connection ended in a body") }
    }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else {
      isClosed = count == 0 || errno == ECONNRESET
      return false
    }
    buffer += chunk[..<count]
    return true
  }
}

/// Runs a body that blocks on a thread of its own, since the pool has only as many threads as cores.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue(label: "client").async { continuation.resume(with: Swift.Result { try body() }) }
  }
}
