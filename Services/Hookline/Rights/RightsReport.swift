import Datasets
import Documents
import FoundationEssentials
import Models
import Storage

/// What an import of licences came to.
struct RightsSummary {
  let told: ToldRightsImport
  /// Columns that say nothing here.
  let strangeColumns: [String]

  func show(on console: Console) {
    guard !console.isJSON else { return console.result(.rightsImport(told)) }
    if !strangeColumns.isEmpty {
      console.warn("columns that say nothing here: \(strangeColumns.joined(separator: ", "))")
    }
    for source in told.withheld {
      console.warn(
        "nothing of \(printable(source)) is taken in, and what it stated before stays: "
          + "rows of it are wrong, or wrong ones do not say whose they are")
    }
    let verb = told.isStored ? "stored" : "would be stored"
    console.result(
      "\(counted(told.rows, "row")): \(grouped(told.taken)) taken in, \(grouped(told.rejected)) rejected; "
        + "\(counted(told.rights, "right")) to \(counted(told.tracks, "track")) \(verb), of "
        + "\(counted(told.sources.count, "source")), in place of \(grouped(told.replaced))")
    if told.repeated > 0 { console.note("\(counted(told.repeated, "right")) stated twice, kept once") }
    RuleTable.show(told.rules, on: console)
  }
}

/// Rights in tables.
enum RightsReport {
  static func show(_ tracks: [(Track.ID, Rights)], at now: Date, on console: Console) {
    guard !console.isJSON else { return console.result(.rights(of: tracks, at: now)) }
    for (track, rights) in tracks {
      console.result("track \(track)")
      for use in TrackUse.allCases {
        console.result("  \(use.rawValue): \(words(rights.verdict(on: use, in: .world, at: now)))")
      }
      show(rights.all.map { RightsStore.Entry(track, $0) }, on: console)
    }
  }

  /// Everywhere, now.
  private static func words(_ verdict: Rights.Verdict) -> String {
    switch verdict {
    case .allowed(let right): "allowed everywhere, by \(printable(right.source))"
    case .free: "free, as nothing forbids it"
    case .forbidden(let right): "forbidden in \(right.territory), by \(printable(right.source))"
    case .notCovered: "not allowed everywhere"
    }
  }

  static func show(_ entries: [RightsStore.Entry], on console: Console) {
    guard !console.isJSON else { return console.result(.rights(entries)) }
    guard !entries.isEmpty else { return }
    var table = Table(["TRACK", "USE", "TERRITORY", "", "FROM", "UNTIL", "SOURCE"], numeric: [0])
    for entry in entries {
      let right = entry.right
      table.add([
        "\(entry.track)", "\(right.use.rawValue)", "\(right.territory)",
        right.isPermission ? .init("allowed", .success) : .init("forbidden", .failure),
        .init(text(right.from)),
        // As files have it: the last day of those that count.
        .init(text(right.until.map { isDay($0) ? $0 - 86_400 : $0 })), .init(right.source),
      ])
    }
    console.result(table)
  }

  static func show(_ sources: [RightsStore.SourceSummary], on console: Console) {
    guard !console.isJSON else { return console.result(.rightsSources(sources)) }
    var table = Table(["RIGHTS", "TRACKS", "IMPORTED", "SOURCE"], numeric: [0, 1, 2])
    for source in sources {
      table.add([
        "\(grouped(source.rights))", "\(grouped(source.tracks))", .init(age(of: source.importedAt)),
        .init(source.source),
      ])
    }
    console.result(table)
  }

  private static func isDay(_ date: Date) -> Bool { date.formatted(.iso8601).hasSuffix("T00:00:00Z") }

  /// A day at its beginning is written as a day.
  private static func text(_ date: Date?) -> String {
    date.map { isDay($0) ? String($0.formatted(.iso8601).prefix(10)) : $0.formatted(.iso8601) } ?? ""
  }
}
