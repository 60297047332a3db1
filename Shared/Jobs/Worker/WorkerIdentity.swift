import Glibc
import Messaging
import Telemetry

/// Names a worker process in leases and to operators.
struct WorkerIdentity: Sendable {
  let id: String
  private let kind: JobKind

  init(kind: JobKind) {
    self.kind = kind
    id = "\(kind.rawValue)/\(TaskID.make())"
  }

  /// Unique for each start, so that a start whose commit was not answered finds itself again.
  func owner() -> String { "\(id)/\(UInt32.random(in: .min ... .max))" }

  func record(slots: Int, load: WorkerRecord.Load) -> WorkerRecord {
    WorkerRecord(
      id: id, kind: kind.rawValue, host: Self.host, pid: getpid(), version: Release.version, slots: slots,
      load: load)
  }

  private static let host: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }()
}
