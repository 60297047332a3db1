import Documents
import FoundationEssentials
import Jobs
import Management

/// Every queue, as broker, database and operators see it.
struct QueueReport {
  private let rows: [QueueStanding]

  init(_ rows: [QueueStanding]) { self.rows = rows }

  func show(on console: Console) {
    if console.isJSON { return console.result(.queues(rows)) }
    var table = Table(
      ["QUEUE", "READY", "UNACKED", "CONSUMERS", "QUEUED", "RUNNING", "LATER", "DEAD", "OLDEST", "STATE"],
      numeric: [1, 2, 3, 4, 5, 6, 7, 8])
    for row in rows { table.add(Self.cells(row)) }
    console.result(table)
  }

  private static func cells(_ row: QueueStanding) -> [Table.Cell] {
    func cell(_ count: Int?) -> Table.Cell {
      .init(count.map { "\($0)" } ?? "-", count ?? 0 == 0 ? .faint : nil)
    }
    let record = row.record
    return [
      .init(excerpt(record.queue)), cell(row.depth?.ready), cell(row.depth?.unacked),
      cell(row.depth?.consumers),
      cell(record.queued), cell(record.running), cell(record.later + record.due),
      .init("\(record.dead)", record.dead > 0 ? .failure : .faint), .init(age(of: record.oldestAt)),
      state(row),
    ]
  }

  private static func state(_ row: QueueStanding) -> Table.Cell {
    if let control = row.pause {
      let reason = control.reason.map { ": " + excerpt($0) } ?? ""
      return .init(
        "paused \(age(of: control.changedAt)) ago by \(excerpt(control.changedBy))\(reason)", .warning)
    }
    if row.record.parked > 0 { return .init("\(row.record.parked) wait for a newer worker", .warning) }
    let isStuck =
      row.depth?.consumers == 0 && (row.depth?.ready ?? 0) > 0 && row.record.queue.hasPrefix("job.")
    return isStuck ? .init("no worker", .warning) : ""
  }
}
