import Glibc
import Media

/// What the kernel knows of processes and files.
enum Descriptors {
  struct Failure: Error { let what: String }

  /// A file without a name that holds these bytes.
  static func file(_ bytes: [UInt8]) throws -> MediaFile {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Failure(what: "mkstemp") }
    unlink(template)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(what: "write") }
      rest = rest.dropFirst(count)
    }
    return try MediaFile(descriptor: descriptor)
  }

  /// A name of its own for a program, so that its processes can be told from those of other tests.
  static func ownLink(to program: String) throws -> String {
    let path = "/tmp/hookline-test-\(UInt64.random(in: .min ... .max))"
    guard symlink(program, path) == 0 else { throw Failure(what: "symlink") }
    return path
  }

  /// How many descriptors a process has open.
  static func count(_ process: String) -> Int { names(in: "/proc/\(process)/fd").count }

  static func residentPages(_ process: Int32) -> Int {
    let parts = text(of: "/proc/\(process)/statm").split(separator: " ")
    return parts.count > 1 ? Int(parts[1]) ?? 0 : 0
  }

  /// Those that were started under this name.
  static func processes(running program: String) -> [Int32] {
    names(in: "/proc").compactMap { Int32($0) }.filter {
      text(of: "/proc/\($0)/cmdline").split(separator: "\0").first.map(String.init) == program
    }.sorted()
  }

  private static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func text(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(descriptor, &bytes, bytes.count))
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
