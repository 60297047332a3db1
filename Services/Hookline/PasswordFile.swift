import Glibc
import Messaging

/// A file of `ROLE=PASSWORD` lines that nobody but its owner can read. Lines with other words stay as they are.
struct PasswordFile {
  let path: String
  private var lines: [String] = []
  private var isChanged = false

  /// Reads what is there; a file that is not there yet is an empty one.
  init(path: String) throws(CommandFailure) {
    self.path = path
    guard let text = try Self.contents(of: path) else { return }
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for role in BrokerRole.allCases {
      let count = lines.count { Self.role(of: $0) == role }
      guard count <= 1 else {
        throw CommandFailure("\(path) has \(count) lines for \(role.rawValue); leave one")
      }
      guard self[role]?.isEmpty != true else {
        throw CommandFailure(
          "\(path) has an empty password for \(role.rawValue); write one or delete the line")
      }
    }
  }

  subscript(role: BrokerRole) -> String? {
    get {
      lines.first { Self.role(of: $0) == role }.map { String($0.dropFirst(role.rawValue.count + 1)) }
    }
    set {
      isChanged = true
      lines.removeAll { Self.role(of: $0) == role }
      if let newValue { lines.append("\(role.rawValue)=\(newValue)") }
    }
  }

  /// Replaces the file at once or not at all.
  func save() throws(CommandFailure) {
    guard isChanged else { return }
    let draft = path + ".new"
    unlink(draft)
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("written", path) }
    var rest = Array((lines.joined(separator: "\n") + "\n").utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let isWritten = rest.isEmpty && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(draft, path) == 0 else {
      defer { unlink(draft) }
      throw Self.failure("written", path)
    }
  }

  private static func role(of line: String) -> BrokerRole? {
    line.firstIndex(of: "=").flatMap { BrokerRole(rawValue: String(line[..<$0])) }
  }

  /// `nil` when there is no file.
  private static func contents(of path: String) throws(CommandFailure) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("read", path)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure("\(path) is no file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw CommandFailure("\(path) can be read by others; run: chmod 600 \(path)")
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw failure("read", path) }
    guard count < buffer.count else { throw CommandFailure("\(path) is too large for a file of passwords") }
    return String(decoding: buffer.prefix(count), as: UTF8.self)
  }

  private static func failure(_ verb: String, _ path: String) -> CommandFailure {
    CommandFailure("\(path) cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}
