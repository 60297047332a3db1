import Datasets
import Documents

/// What an import came to, for people and for programs.
struct ImportedReport: Sendable {
  let outcome: MoovitaMixImport.Outcome

  private var report: DatasetReport { outcome.report }

  /// Says what the command comes to by that.
  func show(on console: Console) -> ExitCode {
    if console.isJSON { console.result(.datasetImport(outcome)) } else { showTable(on: console) }
    return HeldVersion.verdict(report, outcome.version, of: "moovitamix", on: console)
  }

  private func showTable(on console: Console) {
    for gap in outcome.gaps.prefix(20) { console.warn("left out: \(gap)") }
    let unknown = report.kinds.filter { $0.changes == nil }.map(\.name)
    if !outcome.gaps.isEmpty, report.previous != nil {
      console.warn("what has changed is unknown of: \(unknown.joined(separator: ", ")); pages were left out")
    }
    if let failure = outcome.packingFailure {
      console.warn("the version before is not packed yet, the scheduler tries again: \(failure)")
    }
    if let version = outcome.version {
      console.result(
        "version \(version) of moovitamix is \(outcome.isHeld ? "held back" : "current"): "
          + "\(counted(report.records, "record")) \(pace)")
    } else {
      console.result(
        "unchanged, version \(report.previous ?? 0) stays: \(counted(report.records, "record")) \(pace)")
    }
    DatasetReportTable.show(report, on: console)
  }

  private var pace: String {
    let seconds = max(report.seconds, 0.001)
    let rate = grouped(Self.whole(Double(report.records + report.rejected) / seconds))
    let requests = report.counts["requests"].map {
      ", \(counted($0, "request")), \(grouped(Self.whole(Double($0) / seconds))) requests/s"
    }
    return "in \(tenths(seconds)) s (\(rate) records/s\(requests ?? ""))"
  }

  /// What others told may be more than a whole number holds.
  private static func whole(_ number: Double) -> Int { Int(min(number, 1e15)) }
}

/// `3`, `3.2`.
func tenths(_ number: Double) -> String {
  let tenths = (number * 10).rounded() / 10
  guard tenths.rounded() == tenths, abs(tenths) < 1e15 else { return "\(tenths)" }
  return "\(Int(tenths))"
}
