import Compression
import Glibc
import Lifecycle

/// Reads a file part by part, on a thread of its own: whole lines, or a whole document.
actor FileParts {
  struct Part: Sendable {
    let bytes: [UInt8]
    /// Of its first byte in the file, unpacked.
    let offset: Int
  }

  private static let size = 1 << 20
  /// A line that is longer is no record.
  private static let lineLimit = 16 << 20
  /// Documents are read whole; what is larger has to come as lines.
  private static let documentLimit = 256 << 20

  private let executor = BlockingExecutor(label: "dataset file")
  private let file: MoovitaMixFile
  private var descriptor: Int32?
  private var gunzip: Gunzip?
  /// What was read beyond the last whole line.
  private var rest: [UInt8] = []
  private var offset = 0
  private var isOver = false

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ file: MoovitaMixFile) { self.file = file }

  deinit { if let descriptor { close(descriptor) } }

  /// Nil at the end.
  func next() throws(DatasetError) -> Part? {
    while !isOver {
      let bytes = try read()
      if bytes.isEmpty { isOver = true } else { rest += bytes }
      guard rest.count <= limit else { throw tooLong }
      guard let end = isOver ? rest.count : lastLineEnd, end > 0 else { continue }
      defer { offset += end }
      return Part(bytes: takeRest(upTo: end), offset: offset)
    }
    return nil
  }

  /// Only what stays is copied, which is less than a line.
  private func takeRest(upTo end: Int) -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &rest)
    rest = Array(taken[end...])
    taken.removeLast(taken.count - end)
    return taken
  }

  private var limit: Int { file.layout == .lines ? Self.lineLimit : Self.documentLimit }

  private var tooLong: DatasetError {
    let advice =
      file.layout == .lines ? "a line of it" : "it; write a record a line into .jsonl instead, which"
    return DatasetError(.unusable, "\(file.name): \(advice) is longer than \(limit >> 20) MiB")
  }

  private var lastLineEnd: Int? {
    guard file.layout == .lines else { return nil }
    return rest.lastIndex(of: 0x0a).map { $0 + 1 }
  }

  private func read() throws(DatasetError) -> [UInt8] {
    guard file.isPacked else { return try readFile() }
    let gunzip = self.gunzip ?? Gunzip()
    self.gunzip = gunzip
    while true {
      if let bytes = try unpacking({ () throws(CompressionError) in try gunzip.next(atMost: Self.size) }),
        !bytes.isEmpty
      {
        return bytes
      }
      let packed = try readFile()
      guard !packed.isEmpty else { break }
      gunzip.feed(packed)
    }
    try unpacking { () throws(CompressionError) in try gunzip.finish() }
    return []
  }

  private func unpacking<Value>(_ body: () throws(CompressionError) -> Value) throws(DatasetError) -> Value {
    do throws(CompressionError) { return try body() } catch {
      throw DatasetError(.unusable, "\(file.name) cannot be unpacked: \(error.description)")
    }
  }

  private func readFile() throws(DatasetError) -> [UInt8] {
    let descriptor = try opened()
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, used in
      repeat {
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      } while count < 0
        && errno == EINTR
      used = max(0, count)
    }
    guard count >= 0 else { throw failure("read") }
    return bytes
  }

  private func opened() throws(DatasetError) -> Int32 {
    if let descriptor { return descriptor }
    // Not blocking: a pipe that is named like a file of records would wait for a writer.
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure("opened") }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DatasetError(.unusable, "\(file.name) is no file but a folder, a device or a pipe")
    }
    self.descriptor = descriptor
    return descriptor
  }

  private func failure(_ verb: String) -> DatasetError {
    DatasetError(.missing, "\(file.name) cannot be \(verb): \(String(cString: strerror(errno)))")
  }
}

enum FolderNames {
  /// The names in a folder; nil when the path is no folder.
  static func list(_ path: String) throws(DatasetError) -> [String]? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw DatasetError(.missing, "\(path) cannot be found: \(String(cString: strerror(errno)))")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return nil }
    guard let stream = opendir(path) else {
      throw DatasetError(.missing, "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(name(of: entry))
    }
    return names
  }

  /// Read where it lies: an entry is as long as its name, and a copy of the whole field would read beyond it.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }
}
