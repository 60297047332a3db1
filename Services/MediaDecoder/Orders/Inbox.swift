import CConfinement
import Glibc
import MediaWire

/// An order as it came: not yet read, with the file that came along.
struct IncomingOrder {
  let number: UInt32
  let bytes: [UInt8]
  /// nil when there was none, or more than one.
  let file: FileDescriptor?
}

/// Reads orders and cancellations. When the other side is gone the process ends here: nobody waits for more.
final class Inbox {
  /// How many orders may wait behind the present one; a client has no reason to send more.
  private static let waitingLimit = 8

  private let socket: Int32
  private var waiting: [IncomingOrder] = []

  init(socket: Int32) { self.socket = socket }

  /// The next order, waiting for it; nil when there will be none.
  func next() -> IncomingOrder? {
    while waiting.isEmpty {
      guard receive(cancelling: nil) != .closed else { return nil }
    }
    return waiting.removeFirst()
  }

  /// Whether the order has been cancelled; does not wait.
  func isCancelled(_ number: UInt32) -> Bool {
    while hasInput {
      switch receive(cancelling: number) {
      case .closed: _exit(0)
      case .cancelled: return true
      case .other: continue
      }
    }
    return false
  }

  private enum Event { case closed, cancelled, other }

  private var hasInput: Bool {
    var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// Reads one message.
  private func receive(cancelling present: UInt32?) -> Event {
    var head = [UInt8](repeating: 0, count: MessageHeader.byteCount)
    var files = ReceivedFiles()
    guard read(into: &head, &files) else { return .closed }
    do {
      let header = try MessageHeader(head)
      var body = [UInt8](repeating: 0, count: header.count)
      guard read(into: &body, &files) || body.isEmpty else { throw WireError("a message ends too early") }
      switch header.kind {
      case .order:
        guard waiting.count < Self.waitingLimit else { throw WireError("too many orders at once") }
        waiting.append(IncomingOrder(number: header.order, bytes: body, file: files.only))
        return .other
      case .cancel:
        waiting.removeAll { $0.number == header.order }
        return header.order == present ? .cancelled : .other
      default: throw WireError("only orders and cancellations are read")
      }
    } catch { Process.end(1, "\(error)") }
  }

  /// Fills the bytes; false when the other side has closed before the first one.
  private func read(into bytes: inout [UInt8], _ files: inout ReceivedFiles) -> Bool {
    var done = 0
    while done < bytes.count {
      var descriptor: Int32 = -1
      var descriptorCount: Int32 = 0
      let count = bytes.withUnsafeMutableBytes { space in
        let rest = UnsafeMutableRawBufferPointer(rebasing: space[done...])
        return hookline_receive(socket, rest.baseAddress, rest.count, &descriptor, &descriptorCount)
      }
      if descriptorCount > 0 { files.add(descriptor, count: descriptorCount) }
      if count == 0 && done == 0 { return false }
      guard count > 0 else { Process.end(1, "a message ends too early") }
      done += count
    }
    return true
  }
}

/// The descriptors that came with one message.
private struct ReceivedFiles {
  private var count = 0
  private var first: FileDescriptor?

  /// The only one, if there was exactly one.
  var only: FileDescriptor? { count == 1 ? first : nil }

  mutating func add(_ descriptor: Int32, count added: Int32) {
    count += Int(added)
    // The owner closes what nobody will use.
    if descriptor >= 0 { first = FileDescriptor(descriptor) }
  }
}
