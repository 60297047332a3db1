import Glibc
import Lifecycle

/// A file that is brought to a gateway, whole.
struct UploadFile: Sendable {
  let type: String
  let bytes: [UInt8]

  private static let piece = 1 << 20

  /// Throws for what cannot be read, for nothing, and for more bytes than a gateway takes.
  init(_ path: String, type: String = "application/octet-stream", limit: Int) throws(CommandFailure) {
    let name = excerpt(path, limit: 200)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(name) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: Self.piece)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.unreadable(name) }
      guard count > 0 else { break }
      bytes += buffer[..<count]
      guard bytes.count <= limit else {
        throw CommandFailure("\(name) is larger than the \(limit >> 20) MiB that a gateway takes")
      }
    }
    guard !bytes.isEmpty else { throw CommandFailure("\(name) is empty") }
    (self.type, self.bytes) = (type, bytes)
  }

  private static func unreadable(_ name: String) -> CommandFailure {
    CommandFailure("\(name) cannot be read: \(String(cString: strerror(errno)))")
  }
}
