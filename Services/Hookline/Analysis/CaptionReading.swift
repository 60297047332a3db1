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

  /// As they are given, with commas or blanks between.
  static func tags(_ text: String?) -> [String] {
    (text ?? "").split { $0 == "," || $0 == " " }.map(String.init)
  }

  /// As they are given, a line each.
  static func stickers(_ text: String?) -> [String] {
    (text ?? "").split(whereSeparator: \.isNewline).map(String.init)
  }

  /// One caption, or those of the standard input for `-`; the tags are those of each, and so are the stickers.
  static func run(
    _ caption: String, tags: String?, stickers: String?, on console: Console
  ) async throws -> ExitCode {
    let tags = Self.tags(tags), stickers = Self.stickers(stickers)
    guard caption == "-" else {
      CaptionReport(caption, tags: tags, stickers: stickers).show(on: console)
      return .done
    }
    try await CaptionReading().lines { line in
      if line.isTooLong { console.warn("line \(line.number) is longer than \(limit) bytes, and was cut") }
      let caption = String(decoding: line.bytes, as: UTF8.self)
      CaptionReport(caption, tags: tags, stickers: stickers).show(on: console, line: line)
    }
    return .done
  }

  private func lines(_ take: (LineCutter.Line) -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: Self.chunk)
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
