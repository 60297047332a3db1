import Glibc
import Lifecycle

/// A folder of files, for tests of configuration, that goes with the test.
final class Folder: Sendable {
  let path: String

  init(_ files: [String: String]) throws {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw ChildProcessError(program: "mkdtemp", reason: "failed") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for (name, content) in files {
      let file = open("\(path)/\(name)", O_WRONLY | O_CREAT, 0o600)
      defer { close(file) }
      let bytes = Array(content.utf8)
      guard write(file, bytes, bytes.count) == bytes.count else {
        throw ChildProcessError(program: name, reason: "not written")
      }
    }
  }

  deinit {
    guard let entries = opendir(path) else { return }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink("\(path)/\(name)")
    }
    rmdir(path)
  }
}
