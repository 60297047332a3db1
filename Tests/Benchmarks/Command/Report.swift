/// What one comparison came to.
struct Report: ReportLine {
  let comparison: Comparison
  let figures: Figures

  var ratio: Double { figures.ratio(comparison.goal) }
  var meetsTarget: Bool { ratio >= comparison.target && figures.ours >= comparison.floor ?? 0 }

  /// One object. The texts are this program's own words and need no escaping.
  var json: String {
    let texts = [("name", comparison.name), ("unit", comparison.unit)].map(Self.quoted)
    let ours = [("ours", figures.ours)].map(Self.plain)
    let peerName = [("peerName", comparison.peerName)].map(Self.quoted)
    let rest = [("peer", figures.peer), ("ratio", ratio), ("target", comparison.target)].map(Self.plain)
    let floor = comparison.floor.map { [Self.plain("floor", $0)] } ?? []
    let details = figures.details.map { Self.plain($0.name, $0.value) }
    return "{" + (texts + ours + peerName + rest + floor + details).joined(separator: ",") + "}"
  }

  private static func quoted(_ name: String, _ value: String) -> String { "\"\(name)\":\"\(value)\"" }

  /// JSON has no infinity, which a figure of zero would give.
  private static func plain(_ name: String, _ value: Double) -> String {
    "\"\(name)\":\(value.isFinite ? value.short : "null")"
  }

  static let heading = ["name", "unit", "ours", "peer", "", "ratio", "target", ""]

  var cells: [String] {
    [
      comparison.name, comparison.unit, figures.ours.short, figures.peer.short, "(\(comparison.peerName))",
      ratio.short, comparison.target.short, meetsTarget ? "" : "missed",
    ]
  }
}
