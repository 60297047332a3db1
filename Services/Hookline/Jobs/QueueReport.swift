import Documents
import FoundationEssentials
import Jobs
import Messaging

/// Every queue, as broker, database and operators see it.
struct QueueReport {
  private struct Row {
    let record: QueueRecord
    let control: QueueControl?
    let depth: BrokerDepths.Depth?
  }

  private let rows: [Row]

  init(_ records: [QueueRecord], _ controls: [QueueControl], _ depths: BrokerDepths) {
    let records = Dictionary(uniqueKeysWithValues: records.map { ($0.queue, $0) })
    let controls = Dictionary(uniqueKeysWithValues: controls.map { ($0.queue, $0) })
    let known = JobKind.allCases.flatMap(JobStore.queues) + [BrokerName.deadLetters, BrokerName.unroutable]
    // What a producer has made up is not a queue, but something may lie dead for it.
    let others = Set(records.keys).subtracting(known).sorted()
    rows = (known + others).map { name in
      Row(
        record: records[name] ?? QueueRecord(queue: name), control: controls[name], depth: depths.queues[name]
      )
    }
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(["queues": .array(rows.map(Self.json))]) }
    var table = Table(
      ["QUEUE", "READY", "UNACKED", "CONSUMERS", "QUEUED", "RUNNING", "LATER", "DEAD", "OLDEST", "STATE"],
      numeric: [1, 2, 3, 4, 5, 6, 7, 8])
    for row in rows { table.add(Self.cells(row)) }
    console.result(table)
  }

  private static func cells(_ row: Row) -> [Table.Cell] {
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

  private static func state(_ row: Row) -> Table.Cell {
    if let control = row.control, control.isPaused {
      let reason = control.reason.map { ": " + excerpt($0) } ?? ""
      return .init(
        "paused \(age(of: control.changedAt)) ago by \(excerpt(control.changedBy))\(reason)", .warning)
    }
    if row.record.parked > 0 { return .init("\(row.record.parked) wait for a newer worker", .warning) }
    let isStuck =
      row.depth?.consumers == 0 && (row.depth?.ready ?? 0) > 0 && row.record.queue.hasPrefix("job.")
    return isStuck ? .init("no worker", .warning) : ""
  }

  private static func json(_ row: Row) -> JSONValue {
    let (record, paused) = (row.record, row.control.flatMap { $0.isPaused ? $0 : nil })
    return [
      "queue": .string(record.queue), "ready": JSONValue(row.depth?.ready),
      "unacked": JSONValue(row.depth?.unacked), "consumers": JSONValue(row.depth?.consumers),
      "queued": .int(record.queued), "running": .int(record.running), "retrying": .int(record.later),
      "due": .int(record.due), "parked": .int(record.parked), "dead": .int(record.dead),
      "oldestAt": JSONValue(record.oldestAt), "paused": .bool(paused != nil),
      "pausedBy": JSONValue(paused?.changedBy), "pausedAt": JSONValue(paused?.changedAt),
      "reason": JSONValue(paused?.reason),
    ]
  }
}
