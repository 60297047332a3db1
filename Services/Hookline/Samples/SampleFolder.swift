import Glibc
import Samples

/// The folder that a world is written to.
struct SampleFolder {
  let path: String

  /// Makes the folder and those above it. One that holds something already is refused, unless that is expected.
  init(
    _ path: String, mayHoldFiles: Bool, folders: [String] = [SampleWorld.profileFolder]
  ) throws(CommandFailure) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw CommandFailure("the folder's name is empty") }
    self.path = path
    try Self.make(path)
    let isEmpty = try Self.isEmpty(path)
    guard isEmpty || mayHoldFiles else {
      throw CommandFailure("\(path) is not empty; --force writes into it all the same")
    }
    for folder in folders { try Self.make(path + "/" + folder) }
  }

  func write(_ file: SampleWorld.File) throws(CommandFailure) { try write(file.bytes, to: file.path) }

  func write(_ bytes: [UInt8], to name: String) throws(CommandFailure) {
    let path = path + "/" + name
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw Self.failure("written", path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    let problem = rest.isEmpty ? nil : Self.failure("written", path)
    guard close(descriptor) == 0, problem == nil else { throw problem ?? Self.failure("written", path) }
  }

  private static func make(_ path: String) throws(CommandFailure) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, 0o755) == 0 || errno == EEXIST else { throw failure("made", path) }
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure("made", path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw CommandFailure("\(path) is no folder") }
  }

  private static func isEmpty(_ path: String) throws(CommandFailure) -> Bool {
    guard let folder = opendir(path) else { throw failure("read", path) }
    defer { closedir(folder) }
    // Every folder has two entries: itself and the one above.
    for _ in 0..<3 where readdir(folder) == nil { return true }
    return false
  }

  private static func failure(_ verb: String, _ path: String) -> CommandFailure {
    CommandFailure("\(path) cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}
