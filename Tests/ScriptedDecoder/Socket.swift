import Glibc
import MediaWire

/// What comes from the program that gives the orders.
enum Socket {
  struct Order {
    let number: UInt32
    let order: DecodeOrder
    let file: Int32
  }

  /// The next order; nil when there will be none. What was called off already is over.
  static func nextOrder() -> Order? {
    while true {
      guard let (header, file) = receiveHeader(), let payload = receive(header.count) else { return nil }
      guard header.kind == .order else { continue }
      guard let order = try? DecodeOrder(payload) else { exit(90) }
      return Order(number: header.order, order: order, file: file)
    }
  }

  /// Whether the order is called off; waits for that, or for the end, where it is asked to.
  static func isCancelled(_ number: UInt32, waits: Bool = false) -> Bool {
    var end = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&end, 1, waits ? -1 : 0) > 0 else { return false }
    guard let (header, _) = receiveHeader() else { exit(0) }
    return header.kind == .cancel && header.order == number
  }

  private static func receiveHeader() -> (MessageHeader, Int32)? {
    var bytes = [UInt8](repeating: 0, count: MessageHeader.byteCount)
    // A header of 16 bytes and a descriptor, aligned.
    var control = [UInt64](repeating: 0, count: 3)
    let count = bytes.withUnsafeMutableBytes { bytes in
      control.withUnsafeMutableBytes { control in
        var part = iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
        return withUnsafeMutablePointer(to: &part) { part in
          var message = msghdr()
          (message.msg_iov, message.msg_iovlen) = (part, 1)
          (message.msg_control, message.msg_controllen) = (control.baseAddress, control.count)
          return recvmsg(0, &message, Int32(MSG_WAITALL))
        }
      }
    }
    guard count == bytes.count, let header = try? MessageHeader(bytes) else { return nil }
    return (header, control[0] == 0 ? -1 : Int32(truncatingIfNeeded: control[2]))
  }

  private static func receive(_ count: Int) -> [UInt8]? {
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    return recv(0, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
  }
}
