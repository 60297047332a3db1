import Glibc

/// What goes on, for whoever waits: on standard error, so that the figures can be piped.
struct Progress: Sendable {
  func say(_ line: String) { write(line + "\n", to: 2) }
}

/// Writes all of a text, unless nobody reads it any more.
func write(_ text: String, to descriptor: Int32) {
  var rest = Array(text.utf8)[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}
