import Glibc
import Lifecycle
import MediaWire
import TestKit

/// The built decoder in a process of its own, with both ends of what it talks through in the test's hands.
actor Decoder {
  struct Gone: Error { let status: Int32 }

  nonisolated let pid: Int32
  private(set) var hello: Hello?
  private let executor = BlockingExecutor(label: "decoder test")
  private let orders: Int32
  private let replies: Int32
  private var isSocketOpen = true
  private var number: UInt32 = 0
  private var status: Int32?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Where the tests were built.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
    let folder = bundle?.lastIndex(of: "/").map { bundle?[..<$0] ?? "" }
    return folder.map { "\($0)/hookline-media-decoder" } ?? CheckoutFiles.program("hookline-media-decoder")
  }()

  init(_ arguments: [String] = []) throws {
    let (orders, theirOrders) = try Self.pair()
    let (replies, theirReplies) = try Self.pair()
    (self.orders, self.replies) = (orders, replies)
    defer {
      close(theirOrders)
      close(theirReplies)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, theirOrders, 0)
    posix_spawn_file_actions_adddup2(&actions, theirReplies, 1)
    var words: [UnsafeMutablePointer<CChar>?] = ([Self.path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let result = posix_spawn(&child, Self.path, &actions, nil, &words, environ)
    guard result == 0 else { throw ChildProcessError(program: Self.path, reason: "error \(result)") }
    pid = child
  }

  deinit {
    if isSocketOpen { close(orders) }
    close(replies)
    if status == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
  }

  private static func pair() throws -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw ChildProcessError(program: path, reason: "no sockets")
    }
    return (ends[0], ends[1])
  }

  /// Gives an order and gathers what comes of it.
  func answer(_ order: DecodeOrder, _ path: String) throws -> Answer {
    try give(order, path)
    return try answer()
  }

  /// Gives an order with a file, or several, and does not wait; returns the order's number.
  @discardableResult
  func give(_ order: DecodeOrder, _ paths: String...) throws -> UInt32 {
    let files = paths.map { open($0, O_RDONLY | O_CLOEXEC) }
    defer { for file in files { close(file) } }
    return try give(bytes: order.bytes, files: files)
  }

  @discardableResult
  func give(bytes: [UInt8], files: [Int32]) throws -> UInt32 {
    number += 1
    try send(MessageHeader(.order, order: number, count: bytes.count).bytes + bytes, files: files)
    return number
  }

  func cancel(_ order: UInt32) throws {
    try send(MessageHeader(.cancel, order: order, count: 0).bytes, files: [])
  }

  func send(_ bytes: [UInt8], files: [Int32]) throws {
    guard DescriptorMessage.send(bytes, files: files, to: orders) else { throw gone() }
  }

  /// The rest of an order's replies.
  func answer() throws -> Answer {
    var answer = Answer()
    while !answer.isOver { answer.add(try reply().reply) }
    return answer
  }

  func reply() throws -> (order: UInt32, reply: Reply) {
    while true {
      let header = try MessageHeader(try read(MessageHeader.byteCount))
      let reply = try Reply(header.kind, try read(header.count))
      guard case .hello(let hello) = reply else { return (header.order, reply) }
      self.hello = hello
    }
  }

  /// Closes the socket and waits for the end: the exit status, or the signal with a minus.
  func end() -> Int32 {
    closeSocket()
    return gone().status
  }

  func closeSocket() {
    if isSocketOpen { close(orders) }
    isSocketOpen = false
  }

  private func read(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let taken = bytes.withUnsafeMutableBytes {
        Glibc.read(replies, $0.baseAddress.map { $0 + done }, count - done)
      }
      guard taken > 0 else { throw gone() }
      done += taken
    }
    return bytes
  }

  private func gone() -> Gone {
    if let status { return Gone(status: status) }
    var raw: Int32 = 0
    waitpid(pid, &raw, 0)
    let signal = raw & 0x7f
    let found = signal == 0 ? raw >> 8 & 0xff : -signal
    status = found
    return Gone(status: found)
  }
}
