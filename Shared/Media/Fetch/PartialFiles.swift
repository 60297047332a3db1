import Crypto
import Glibc
import Lifecycle

/// The folder of files on their way. Disks block, so this has a thread of its own.
actor PartialFiles {
  private let executor = BlockingExecutor(label: "media files")
  private let directory: String
  private var isReady = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ directory: String) { self.directory = directory }

  /// Makes a file that nobody else may read. The first one also makes the folder and deletes what died there.
  func make() throws -> PartialFile {
    if !isReady {
      guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
        throw PartialFile.failure("cannot make the folder \(directory)", errno)
      }
      sweep()
      isReady = true
    }
    for _ in 1...8 {
      if let file = try attempt() { return file }
    }
    throw MediaError(.storeFailed, "files in \(directory) vanish as soon as they are made")
  }

  /// `nil` when a sweep elsewhere took the file before it was locked.
  private func attempt() throws -> PartialFile? {
    let name = Self.prefix + Hex.encode(try SecureRandom.bytes(count: 12)) + Self.suffix
    let path = "\(directory)/\(name)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PartialFile.failure("cannot make a file in \(directory)", errno) }
    var about = stat()
    let isOurs =
      flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fstat(descriptor, &about) == 0 && about.st_nlink > 0
    guard isOurs else {
      close(descriptor)
      return nil
    }
    return PartialFile(path: path, descriptor: descriptor)
  }

  /// Deletes the files of processes that are gone: a lock ends with the last process that holds it.
  private func sweep() {
    for name in names() {
      let path = "\(directory)/\(name)"
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private func names() -> [String] {
    guard let folder = opendir(directory) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) { names.append(name) }
    }
    return names
  }

  private static let prefix = "fetch-"
  private static let suffix = ".part"
}
