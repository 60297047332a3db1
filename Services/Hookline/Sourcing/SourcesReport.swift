import Documents
import FoundationEssentials
import Models
import Storage

/// How sources fare.
struct SourcesReport {
  /// Those that were asked something, and those that are configured and were not.
  private let sources: [SourceLedger.Health]
  private let unasked: Set<String>
  private let days: Int

  init(sources: [SourceLedger.Health], configured: [String] = [], days: Int) {
    unasked = Set(configured).subtracting(sources.map(\.source))
    let others = unasked.map { SourceLedger.Health(source: $0) }
    self.sources = (sources + others).sorted { $0.source < $1.source }
    self.days = days
  }

  func show(on console: Console) {
    if console.isJSON { return console.result(.sources(sources, unasked: unasked, days: days)) }
    guard !sources.isEmpty else {
      return console.result("no source was asked in the last \(counted(days, "day"))")
    }
    var table = Table(
      ["SOURCE", "REQUESTS", "FAILED", "RECORDS", "REJECTED", "FRESH", "QUOTA LEFT", "WHAT"],
      numeric: [1, 2, 3, 4, 5])
    for source in sources { table.add(cells(source)) }
    console.result(table)
  }

  private func cells(_ health: SourceLedger.Health) -> [Table.Cell] {
    let failed = health.activity.failures.values.reduce(0, +)
    let rejected = health.activity.rejected.values.reduce(0, +)
    let quotas = health.quotas.map {
      "\(grouped($0.left)) of \(grouped($0.limit)) \(excerpt($0.name, limit: 40))"
    }
    let isSpent = health.quotas.contains { $0.left == 0 }
    return [
      .init(excerpt(health.source, limit: 40)), .init(grouped(health.activity.requests)),
      .init(grouped(failed), failed > 0 ? .warning : .faint), .init(grouped(health.activity.records)),
      .init(grouped(rejected), rejected > 0 ? .warning : .faint),
      .init(health.succeededAt.map { age(of: $0) } ?? "never", health.succeededAt == nil ? .warning : nil),
      .init(quotas.joined(separator: ", "), isSpent ? .warning : nil), .init(remarks(health)),
    ]
  }

  /// What went wrong, by its kind, and until when the source is left alone.
  private func remarks(_ health: SourceLedger.Health) -> String {
    let notes = health.notes.map { note in
      let end = note.note.until.formatted(.iso8601)
      let what =
        note.name.hasPrefix(SourceLedger.pause)
        ? "left alone" + note.name.dropFirst(SourceLedger.pause.count) : note.name
      return "\(excerpt(what, limit: 80)) until \(end): \(excerpt(note.note.text))"
    }
    let failures = health.activity.failures.sorted { $0.key < $1.key }.map {
      "\(grouped($0.value)) \($0.key.rawValue)"
    }
    let rejected = health.activity.rejected.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(grouped($0.value)) \($0.value == 1 ? "breaks" : "break") \"\(excerpt($0.key, limit: 80))\"" }
    let silence = unasked.contains(health.source) ? ["configured, but not asked yet"] : []
    return (silence + notes + failures + rejected).joined(separator: "; ")
  }
}
