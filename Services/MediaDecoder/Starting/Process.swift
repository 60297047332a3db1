import Glibc

/// This process's last words and its end.
enum Process {
  static func say(_ words: String) { write(words, to: 1) }

  /// Ends the process with one line on standard error.
  static func end(_ status: Int32, _ words: String) -> Never {
    write("hookline-media-decoder: " + words, to: 2)
    _exit(status)
  }

  static func isSocket(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }

  private static func write(_ words: String, to descriptor: Int32) {
    var rest = Array((words + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
