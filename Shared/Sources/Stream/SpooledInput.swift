import Compression
import Glibc
import Lifecycle

/// What was piped in, unpacked, in a file without a name: it can be read at leisure, and goes with this.
public final class SpooledInput: Sendable {
  /// More is refused.
  static let byteLimit = 64 << 30

  /// What errors call it.
  public let name: String
  /// Whether it is a JSON object a line: of what was piped in, whether what comes first, but for blanks, begins one.
  public let isJSON: Bool
  /// By which it is opened as long as this is there.
  var path: String { "/proc/self/fd/\(descriptor)" }
  private let descriptor: Int32

  fileprivate init(_ descriptor: Int32, called name: String, isJSON: Bool) {
    self.descriptor = descriptor
    self.name = name
    self.isJSON = isJSON
  }

  deinit { close(descriptor) }

  /// Reads the standard input to its end, as long as `isWanted` says so.
  public static func standardInput(
    while isWanted: @escaping @Sendable () -> Bool
  ) async throws -> SpooledInput {
    try await spool(PipedBytes(while: isWanted))
  }

  /// There is no room for what is to be kept.
  public struct NoRoom: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
  }

  /// Keeps bytes that are there already, as they are, in a folder, or where the system keeps what is passing.
  ///
  /// - Throws: `NoRoom` or `SourceError`.
  public static func keeping(
    _ bytes: [UInt8], called name: String, isJSON: Bool, in folder: String? = nil
  ) async throws -> SpooledInput {
    do {
      return try await Spooler().keep(bytes, called: name, isJSON: isJSON, in: folder)
    } catch let failure as ReadingFailure {
      let reason = "\(name): \(failure.reason)"
      if let code = failure.code, [ENOSPC, EDQUOT, EFBIG].contains(code) {
        throw NoRoom(description: reason)
      }
      throw SourceError(.unavailable, reason)
    }
  }

  static func spool(_ bytes: PipedBytes, limit: Int = byteLimit) async throws -> SpooledInput {
    do { return try await Spooler().spool(bytes, limit: limit) } catch let failure as ReadingFailure {
      throw SourceError(failure.isDamage ? .unreadable : .unavailable, "standard input: \(failure.reason)")
    }
  }
}

/// Reads and writes on a thread of its own.
private actor Spooler {
  private static let piece = 1 << 20

  private let executor = BlockingExecutor(label: "spool")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func spool(_ bytes: PipedBytes, limit: Int) throws -> SpooledInput {
    let descriptor = try Self.nameless()
    var first: UInt8?
    do {
      let source = Unpacking(bytes, limits: Gunzip.Limits(byteCount: limit))
      let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.piece, alignment: 16)
      defer { piece.deallocate() }
      var total = 0
      while true {
        let count = try source.read(into: piece)
        guard count > 0 else { break }
        total += count
        guard total <= limit else { throw ReadingFailure("it is longer than \(limit >> 30) GiB") }
        let part = UnsafeRawBufferPointer(rebasing: piece[..<count])
        first = first ?? part.first { !Self.leading.contains($0) }
        try Self.write(part, to: descriptor)
      }
    } catch {
      close(descriptor)
      throw error
    }
    return SpooledInput(descriptor, called: "standard input", isJSON: first == UInt8(ascii: "{"))
  }

  func keep(
    _ bytes: [UInt8], called name: String, isJSON: Bool, in folder: String?
  ) throws -> SpooledInput {
    let descriptor = try Self.nameless(in: folder)
    do { try bytes.withUnsafeBytes { try Self.write($0, to: descriptor) } } catch {
      close(descriptor)
      throw error
    }
    return SpooledInput(descriptor, called: name, isJSON: isJSON)
  }

  /// Blanks, line breaks and the mark of byte order of UTF-8.
  private static let leading: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]

  private static func nameless(in folder: String? = nil) throws -> Int32 {
    let folder = folder ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = "\(folder)/hookline-\(UInt64.random(in: 0...UInt64.max))"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw ReadingFailure(keepingIn: folder, code: errno)
    }
    unlink(path)
    return descriptor
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw ReadingFailure(keepingIn: nil, code: count == 0 ? ENOSPC : errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
