import Glibc
import MediaWire

/// What goes to the program that gives the orders.
enum Output {
  static func send(_ reply: Reply, order: UInt32) {
    let payload = reply.payload
    write(MessageHeader(reply.kind, order: order, count: payload.count).bytes + payload)
  }

  static func write(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(91) }
      sent += count
    }
  }

  static func complain(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
