import Glibc
import Lifecycle

/// Reads captions from the arguments or, a line each, from the standard input.
actor CaptionReading {
  /// What lies behind is not read, as of every text.
  static let limit = 16_384
  private static let chunk = 64 << 10

  private let executor = BlockingExecutor(label: "captions")
  private var cutter = LineCutter(limit: CaptionReading.limit)

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// One caption, or those of the standard input for `-`; the tags are those of each.
  static func run(_ caption: String, tags: String?, on console: Console) async throws -> ExitCode {
    let tags = (tags ?? "").split { $0 == "," || $0 == " " }.map(String.init)
    guard caption == "-" else {
      CaptionReport(caption, tags: tags).show(on: console)
      return .done
    }
    try await CaptionReading().lines { CaptionReport($0, tags: tags).show(on: console) }
    return .done
  }

  private func lines(_ body: (String) -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
    let take: (LineCutter.Line) -> Void = { line in body(String(decoding: line.bytes, as: UTF8.self)) }
    while true {
      let count = read(0, &buffer, Self.chunk)
      guard count >= 0 else {
        if errno == EINTR { continue }
        throw CommandFailure("cannot read the standard input: \(String(cString: strerror(errno)))")
      }
      guard count > 0 else { return cutter.end(take) }
      cutter.cut(buffer[..<count], take)
    }
  }
}
