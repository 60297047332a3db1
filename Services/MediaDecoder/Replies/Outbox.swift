import CConfinement
import Glibc
import MediaWire

/// Writes replies. When nobody reads them any more the process ends here.
final class Outbox {
  private let pipe: Int32
  /// Of the order at hand; 0 before the first.
  var order: UInt32 = 0

  init(pipe: Int32) {
    self.pipe = pipe
    // Fewer switches between the two processes; where it is refused, the usual size will do.
    hookline_widen_pipe(pipe, 1 << 20)
  }

  func send(_ reply: Reply) {
    let payload = reply.payload
    payload.withUnsafeBytes { send(reply.kind, head: [], $0) }
  }

  /// Sends the bytes from where they are, behind a message's own first bytes.
  func send(_ kind: MessageHeader.Kind, head: [UInt8], _ body: UnsafeRawBufferPointer) {
    let start = MessageHeader(kind, order: order, count: head.count + body.count).bytes + head
    start.withUnsafeBytes { start in
      var parts = [
        iovec(iov_base: UnsafeMutableRawPointer(mutating: start.baseAddress), iov_len: start.count),
        iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count),
      ]
      write(&parts)
    }
  }

  private func write(_ parts: inout [iovec]) {
    while parts.contains(where: { $0.iov_len > 0 }) {
      var written = writev(pipe, parts, Int32(parts.count))
      guard written >= 0 else {
        wait()
        continue
      }
      for index in parts.indices {
        let taken = min(written, parts[index].iov_len)
        parts[index].iov_base = parts[index].iov_base.map { $0 + taken }
        parts[index].iov_len -= taken
        written -= taken
      }
    }
  }

  /// Until there is room, should the pipe be one that does not wait by itself.
  private func wait() {
    switch errno {
    case EINTR: return
    case EAGAIN:
      var entry = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
      _ = poll(&entry, 1, -1)
    default: _exit(0)
    }
  }
}
