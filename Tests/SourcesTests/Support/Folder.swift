import Glibc

/// A folder of files that goes with the test.
final class Folder: Sendable {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(what: "mkdtemp") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for (name, content) in files { try write(content, to: name) }
  }

  deinit { Self.remove(path) }

  func write(_ content: String, to name: String) throws {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
    guard let file = fopen(path + "/" + name, "w") else { throw Failure(what: name) }
    defer { fclose(file) }
    guard fputs(content, file) >= 0 else { throw Failure(what: name) }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try write("", to: name)
    guard let file = fopen(path + "/" + name, "w") else { throw Failure(what: name) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(what: name) }
  }

  func remove(_ name: String) { unlink(path + "/" + name) }

  func link(_ name: String, to target: String) throws {
    guard symlink(target, path + "/" + name) == 0 else { throw Failure(what: name) }
  }

  /// A file of a size that costs no disk.
  func extend(_ name: String, to byteCount: Int) throws {
    try write("", to: name)
    guard truncate(path + "/" + name, byteCount) == 0 else { throw Failure(what: name) }
  }

  func makePipe(_ name: String) throws {
    guard mkfifo(path + "/" + name, 0o600) == 0 else { throw Failure(what: name) }
  }

  private static func remove(_ path: String) {
    var info = stat()
    guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR, let stream = opendir(path) else {
      unlink(path)
      return
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { remove(path + "/" + name) }
    }
    rmdir(path)
  }

  struct Failure: Error { let what: String }
}
