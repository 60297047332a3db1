import Glibc
import Media
import Synchronization
import TestKit

/// A folder for one test, gone afterwards.
struct StoreFolder {
  let path: String
  var root: String { path + "/media" }

  static func with<Result>(
    in parent: String = "/tmp", _ body: (StoreFolder) async throws -> Result
  ) async throws -> Result {
    var template = Array("\(parent)/hookline-store.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw MediaError(.storeFailed, "no folder for the test") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { removeTree(path) }
    return try await body(StoreFolder(path: path))
  }

  func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer { close(descriptor) }
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "\(file) cannot be written")
    return file
  }

  /// Where the store must have put it.
  func object(_ key: ContentHash) -> String {
    let name = "\(key)"
    return "\(root)/objects/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
  }

  /// The names in a folder of the store, sorted; none where there is no such folder.
  func names(in folder: String) -> [String] { Self.names(in: root + "/" + folder).sorted() }

  /// Paths of all objects, however deep.
  var objects: [String] { Self.files(below: root + "/objects") }

  func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  private static func files(below path: String) -> [String] {
    names(in: path).flatMap { name -> [String] in
      let inner = path + "/" + name
      var status = stat()
      guard lstat(inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [inner] }
      return files(below: inner)
    }
  }

  private static func names(in path: String) -> [String] {
    guard let listing = opendir(path) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func removeTree(_ path: String) {
    for name in names(in: path) {
      let inner = path + "/" + name
      if unlink(inner) != 0 { removeTree(inner) }
    }
    rmdir(path)
  }
}

/// The time of a store, set by a test.
final class StoreClock: Sendable {
  private let time: Mutex<Duration>

  init() { time = Mutex(FolderStore.wallClock()) }

  @Sendable func now() -> Duration { time.withLock { $0 } }
  func advance(_ step: Duration) { time.withLock { $0 += step } }
}

/// How many descriptors this process has open.
func openDescriptorCount() -> Int {
  guard let listing = opendir("/proc/self/fd") else { return 0 }
  defer { closedir(listing) }
  var count = 0
  while readdir(listing) != nil { count += 1 }
  return count
}

func randomBytes(_ count: Int, seed: UInt64) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}

extension StoredFile {
  func allBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try read(upTo: 1 << 16)
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}
