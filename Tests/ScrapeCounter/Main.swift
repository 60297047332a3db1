import Glibc
import Sources

/// Reads the scrape that it is given, part by part, and prints what was in it and the most memory that it held: records,
/// posts, rejections, MiB.
@main enum Main {
  static func main() async throws {
    let stream = try await ScrapeStream.open(CommandLine.arguments[1])
    var (records, posts, rejected) = (0, 0, 0)
    try await stream.forEach { batch in
      records += batch.records
      posts += batch.posts.count
      rejected += batch.rejected.values.reduce(0, +)
    }
    print(records, posts, rejected, highestMemory())
  }

  /// In MiB, as the kernel has seen it.
  private static func highestMemory() -> Int {
    let file = open("/proc/self/status", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return -1 }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let status = String(decoding: bytes[..<max(0, read(file, &bytes, bytes.count))], as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? -1_024)
      / 1_024
  }
}
