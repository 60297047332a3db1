import HTTP
import Lifecycle
import Synchronization
import Telemetry

/// Tells of every request.
///
/// The server says what it has answered on the thread that serves everybody, and a log may be slow: so lines are written
/// elsewhere, and what cannot be written in time is counted instead.
final class AccessLog: Service {
  private let logger: Logger
  private let records: AsyncStream<AccessRecord>
  private let source: AsyncStream<AccessRecord>.Continuation
  private let lost = Atomic(0)

  init(_ logger: Logger, most: Int = 10_000) {
    self.logger = logger
    (records, source) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(most))
  }

  func note(_ record: AccessRecord) {
    guard Self.level(of: record) >= logger.level else { return }
    if case .dropped = source.yield(record) { lost.add(1, ordering: .relaxed) }
  }

  /// No more will come.
  func finish() { source.finish() }

  func run() async throws {
    for await record in records {
      let lost = lost.exchange(0, ordering: .relaxed)
      if lost > 0 { logger.warning("requests were not told of", ["count": .int(Int64(lost))]) }
      logger.log(Self.level(of: record), "request", Self.fields(record))
    }
  }

  /// Probes and documents are asked for every few seconds and say little.
  private static func level(of record: AccessRecord) -> Logger.Level {
    record.account == nil && (record.status?.rawValue ?? 499) < 400 ? .debug : .info
  }

  /// The pattern, not the path: paths hold names of people.
  private static func fields(_ record: AccessRecord) -> LogFields {
    [
      "method": .string(record.method.rawValue), "route": .string(record.route),
      "status": record.status.map { .int(Int64($0.rawValue)) } ?? "none",
      "bytes": .int(Int64(record.byteCount)), "took": "\(record.duration)",
      "key": .string(record.account ?? ""), "client": .string(record.client), "request": .string(record.id),
    ]
  }
}
