import Glibc
import Lifecycle
import Testing

/// Media made by ffmpeg, each once for all tests of the process, in a folder that goes with it.
actor Fixtures {
  static let shared = Fixtures()
  /// Whether this system has what makes them.
  static let areAvailable = ["ffmpeg", "ffprobe", "fpcalc"].allSatisfy { program in
    ["/usr/bin/", "/usr/local/bin/"].contains { access($0 + program, X_OK) == 0 }
  }

  private static let folder: String = {
    var template = Array("/tmp/hookline-media.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return "/tmp" }
    let path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "/tmp" }
    atexit { Fixtures.removeFolder() }
    return path
  }()

  private var made: [String: Task<String, any Error>] = [:]

  /// A file of this name, made with these arguments of ffmpeg before the name.
  func media(_ name: String, _ arguments: String...) async throws -> String {
    try await media(name, arguments)
  }

  func media(_ name: String, _ arguments: [String]) async throws -> String {
    let path = Self.folder + "/" + name
    return try await once(name) {
      let all = ["-v", "error", "-nostdin", "-y"] + arguments + [path]
      let result = try await ChildProcess("ffmpeg", all).run()
      guard result.isSuccess else { throw ChildProcessError(program: "ffmpeg", reason: result.errorText) }
      return path
    }
  }

  /// A file of this name with these bytes.
  func file(_ name: String, _ bytes: [UInt8]) async throws -> String {
    let path = Self.folder + "/" + name
    return try await once(name) {
      try Bytes.write(bytes, to: path)
      return path
    }
  }

  private func once(_ name: String, _ make: @escaping @Sendable () async throws -> String) async throws
    -> String
  {
    if let known = made[name] { return try await known.value }
    let task = Task { try await make() }
    made[name] = task
    return try await task.value
  }

  private static func removeFolder() {
    guard folder != "/tmp", let entries = opendir(folder) else { return }
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(folder + "/" + name)
    }
    closedir(entries)
    rmdir(folder)
  }
}

/// Whole files.
enum Bytes {
  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else {
      throw ChildProcessError(program: path, reason: "cannot be read")
    }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: count) { $1 = fread($0.baseAddress, 1, count, file) }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else {
      throw ChildProcessError(program: path, reason: "cannot be written")
    }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw ChildProcessError(program: path, reason: "cannot be written whole")
    }
  }
}
