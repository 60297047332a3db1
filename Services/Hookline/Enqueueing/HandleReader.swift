import Glibc
import Lifecycle
import Models

/// Reads handles from arguments and from a file, a pipe or a terminal, a portion at a time.
actor HandleReader {
  struct Portion: Sendable {
    let handles: [Handle]
    let isLast: Bool
    /// How much of the file is read; nil where it has no size.
    let share: Double?
  }

  /// What it came to.
  struct Findings: Sendable {
    let validCount: Int
    let duplicateCount: Int
    let badCount: Int
    let bad: [BadHandle]
    let isEmpty: Bool
  }

  private static let chunk = 64 << 10
  /// How long is waited for more before what there is is handed over, and before a drain is looked for.
  private static let patience: Int32 = 200

  private let executor = BlockingExecutor(label: "handles")
  private let path: String?
  private let shutdown: Shutdown
  private var arguments: ArraySlice<String>
  private var sieve = HandleSieve()
  private var cutter = LineCutter()
  private var found: [Handle] = []
  private var descriptor: Int32 = -1
  private var size: Int?
  private var readCount = 0
  private var isOver = false
  /// A drain was asked for while nothing came.
  private var isCutShort = false
  private lazy var buffer = [UInt8](repeating: 0, count: Self.chunk)

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// The path is that of a file, `-` for the standard input, or nil for none.
  init(_ arguments: [String], path: String?, shutdown: Shutdown) {
    self.arguments = arguments[...]
    self.path = path
    self.shutdown = shutdown
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  var findings: Findings {
    Findings(
      validCount: sieve.validCount, duplicateCount: sieve.duplicateCount, badCount: sieve.badCount,
      bad: sieve.bad, isEmpty: sieve.isEmpty)
  }

  /// Up to that many handles, each of them once; fewer when more is long in coming.
  func next(_ limit: Int) throws -> Portion {
    while let argument = arguments.popFirst() {
      if let handle = sieve.take(argument) { found.append(handle) }
    }
    if path == nil { isOver = true }
    while found.count < limit, !isOver {
      if descriptor < 0 { try open() }
      guard try readMore() else { break }
    }
    let handles = Array(found.prefix(limit))
    found.removeFirst(handles.count)
    return Portion(handles: handles, isLast: isOver && found.isEmpty && !isCutShort, share: share)
  }

  private var share: Double? { size.map { $0 > 0 ? min(1, Double(readCount) / Double($0)) : 1 } }

  private func open() throws {
    guard let path, path != "-" else { return descriptor = 0 }
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { size = Int(status.st_size) }
  }

  /// False when what there is should be handed over first.
  private func readMore() throws -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&request, 1, Self.patience) == 0 {
      if shutdown.phase != .running { (isOver, isCutShort) = (true, true) }
      return found.isEmpty
    }
    let count = read(descriptor, &buffer, Self.chunk)
    guard count >= 0 else {
      guard errno == EINTR || errno == EAGAIN else { throw failure() }
      return true
    }
    readCount += count
    let take: (LineCutter.Line) -> Void = { line in
      if let handle = self.sieve.take(line) { self.found.append(handle) }
    }
    if count > 0 { cutter.cut(buffer[..<count], take) } else { cutter.end(take) }
    isOver = count == 0
    return true
  }

  private func failure() -> CommandFailure {
    let name = path == "-" ? "the standard input" : path ?? ""
    return CommandFailure("cannot read \(name): \(String(cString: strerror(errno)))")
  }
}
