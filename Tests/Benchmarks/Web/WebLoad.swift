import FoundationEssentials
import Lifecycle

/// What wrk has measured.
struct WebLoad: Sendable {
  let rate: Double
  let count: Double
  /// In milliseconds.
  let p50: Double
  let p99: Double

  static let connections = 64

  /// Reads lists of creators over 64 connections that are kept, evenly and in an order that no cache likes.
  static func run(
    _ server: WebServer, creators: Int, seconds: Int, header: (name: String, value: String)? = nil
  ) async throws -> WebLoad {
    let fields = [server.authorization, header].compactMap(\.self)
      .map { "wrk.headers[\"\($0.name)\"] = \"\($0.value)\"\n" }
    let number = "bench\" .. (1 + (n * 7919) % \(creators)) .. \""
    let script =
      fields.joined() + """
        local n = 0
        request = function()
          n = n + 1
          return wrk.format("GET", "\(WebServer.path(number))")
        end

        """
    return try await withTemporaryFile { path in
      try Data(script.utf8).write(to: URL(filePath: path))
      let child = ChildProcess(
        "/usr/bin/env",
        ["wrk", "-t", "1", "-c", "\(connections)", "-d", "\(seconds)s", "--latency", "-s", path, server.url],
        timeout: .seconds(Int64(seconds) + 120))
      let result = try await child.run()
      guard result.isSuccess else {
        throw BenchError("wrk (Debian package wrk) failed: \(result.errorText.suffix(200))")
      }
      return try WebLoad(result.text)
    }
  }

  init(_ text: String) throws {
    if let wrong = text.number(after: "Non-2xx or 3xx responses:") {
      throw BenchError("\(Int(wrong)) answers were failures")
    }
    guard let rate = text.number(after: "Requests/sec:"), let p50 = Self.milliseconds("50%", in: text),
      let p99 = Self.milliseconds("99%", in: text),
      let count = text.split(separator: "\n").lazy.compactMap({ line -> Double? in
        line.contains(" requests in ") ? Double(line.split(separator: " ").first ?? "") : nil
      }).first
    else { throw BenchError("wrk did not say what it has measured: \(text)") }
    (self.rate, self.count, self.p50, self.p99) = (rate, count, p50, p99)
  }

  private static func milliseconds(_ name: String, in text: String) -> Double? {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, words[0] == name else { continue }
      let number = Double(words[1].prefix { $0.isNumber || $0 == "." })
      let unit = words[1].drop { $0.isNumber || $0 == "." }
      let factor: Double? = ["us": 0.001, "ms": 1, "s": 1_000][unit]
      return number.flatMap { number in factor.map { number * $0 } }
    }
    return nil
  }
}
