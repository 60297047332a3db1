import Documents
import FoundationEssentials
import Jobs
import Management

/// The state of everything at one moment, by queue and in total.
struct StatusReport: Sendable {
  typealias Row = SystemStatus.Row

  let status: SystemStatus

  var sample: StatusSample { status.sample }
  var rows: [Row] { status.rows }

  /// Where the broker tells no rates, they follow from the sample before.
  init(_ sample: StatusSample, since earlier: StatusSample? = nil) {
    status = SystemStatus(sample, since: earlier)
  }

  // MARK: For people

  /// The lines, each with its line break.
  func text(width: Int?, style: Style) -> String {
    var table = Table(
      [
        "QUEUE", "READY", "UNACKED", "RETRYING", "CONSUMERS", "OLDEST", "IN/s", "OUT/s", "EMPTY IN", "DEAD",
        "STATE",
      ],
      numeric: [1, 2, 3, 4, 5, 6, 7, 8, 9])
    for row in rows { table.add(cells(row)) }
    table.add(totals)
    return table.text(width: width, style: style)
  }

  private func cells(_ row: Row) -> [Table.Cell] {
    let dead = row.record?.dead
    return [
      .init(excerpt(row.name, limit: 40)), Self.cell(row.statistics?.readyCount),
      Self.cell(row.statistics?.unackedCount), Self.cell(row.retrying),
      Self.cell(row.statistics?.consumerCount), .init(age(of: row.record?.oldestAt)),
      Self.cell(row.flow.incoming), Self.cell(row.flow.outgoing), Self.drain(row.flow.drainSeconds, row.flow),
      .init(dead.map(grouped) ?? "-", dead ?? 0 > 0 ? .failure : .faint), state(row),
    ]
  }

  private var totals: [Table.Cell] {
    func sum(_ value: (Row) -> Int?) -> Table.Cell {
      let known = rows.compactMap(value)
      return Self.cell(known.isEmpty ? nil : known.reduce(0, +))
    }
    let flow = QueueFlow.total(rows.map(\.flow))
    return [
      .init("total", .heading), sum { $0.statistics?.readyCount }, sum { $0.statistics?.unackedCount },
      sum(\.retrying), sum { $0.statistics?.consumerCount },
      .init(age(of: rows.compactMap { $0.record?.oldestAt }.min())), Self.cell(flow.incoming),
      Self.cell(flow.outgoing), Self.drain(QueueFlow.drainSeconds(rows.map(\.flow)), flow),
      sum { $0.record?.dead }, "",
    ]
  }

  private static func cell(_ count: Int?) -> Table.Cell {
    .init(count.map(grouped) ?? "-", count ?? 0 == 0 ? .faint : nil)
  }

  private static func cell(_ rate: Double?) -> Table.Cell {
    guard let rate else { return .init("-", .faint) }
    let tenths = Int((min(max(rate, 0), 1e12) * 10).rounded())
    let text = tenths < 100 && tenths % 10 != 0 ? "\(tenths / 10).\(tenths % 10)" : grouped((tenths + 5) / 10)
    return .init(text, tenths == 0 ? .faint : nil)
  }

  private static func drain(_ seconds: Double?, _ flow: QueueFlow) -> Table.Cell {
    guard let seconds else { return .init("-", flow.depth ?? 0 > 0 ? nil : .faint) }
    return seconds > 0 ? .init(brief(seconds)) : ""
  }

  private func state(_ row: Row) -> Table.Cell {
    if let control = row.control, control.isPaused {
      return .init("paused" + (control.reason.map { ": " + excerpt($0, limit: 60) } ?? ""), .warning)
    }
    if let record = row.record, record.parked > 0 {
      return .init("\(grouped(record.parked)) wait for a newer worker", .warning)
    }
    let isStuck = row.statistics?.consumerCount == 0 && (row.statistics?.readyCount ?? 0) > 0
    return isStuck && row.name.hasPrefix("job.") ? .init("no worker", .warning) : ""
  }

  /// What there is besides queues, in one line.
  var facts: String {
    guard let store = sample.store else { return "runs and workers are not known" }
    let open = store.openRunCount.map { counted($0, "run") } ?? "many runs"
    var facts = ["\(open) open", counted(status.aliveCount ?? 0, "worker") + " alive"]
    if status.silentCount > 0 { facts.append("\(grouped(status.silentCount)) silent") }
    if status.pausedCount > 0 { facts.append(counted(status.pausedCount, "queue") + " paused") }
    return facts.joined(separator: ", ")
  }

  /// For programs.
  var document: JSONValue { .status(status) }
}
