import Documents
import Knowledge
import Matching

/// How tracks go with a film, for people and programs.
struct MatchReport {
  let film: MatchedFilm
  /// The best first.
  let pairings: [Pairing]

  /// Bars that are listed for people.
  private static let shownBars = 12

  func show(on console: Console) {
    if console.isJSON {
      for (place, pairing) in pairings.enumerated() {
        console.line(
          .match(
            pairing.match, rank: place + 1, of: pairing.name, with: film.name, remark: pairing.remark,
            videoLack: film.lack))
      }
      return
    }
    console.result(printable("\(film.name): \(heading)"))
    if let lack = film.lack { console.warn("\(film.name): \(lack)") }
    for (place, pairing) in pairings.enumerated() {
      console.result("")
      show(pairing, rank: place + 1, console)
    }
  }

  // MARK: For people

  private var heading: String {
    let side = film.side
    let tempo = side.cutTempo.map { " on beats of \(AnalysisReport.rounded($0.value, 1)) a minute" } ?? ""
    return "\(InfoReport.clock(side.duration)), \(counted(side.cuts.count, "cut"))\(tempo)"
  }

  private func show(_ pairing: Pairing, rank: Int, _ console: Console) {
    let match = pairing.match, grid = match.grid
    let span = "\(InfoReport.clock(grid.start)) to \(InfoReport.clock(grid.end))"
    console.result(printable("\(rank). \(pairing.name): \(ListReport.score(match.score)), use \(span)"))
    var table = Table(["", "", ""], numeric: [0])
    for part in match.contributions {
      table.add([.init(Self.signed(part.value)), .init(part.kind.rawValue), .init(part.words)])
    }
    if let alignment = match.alignment { table.add(["", "begin", .init(Self.words(alignment))]) }
    if let bars = Self.words(grid) { table.add(["", "bars", .init(bars)]) }
    console.result(table)
    if let remark = pairing.remark { console.warn("\(pairing.name): \(remark)") }
  }

  private static func words(_ alignment: CutAlignment) -> String {
    let shift = alignment.shift
    let how =
      abs(shift) < 0.01
      ? "with the hook"
      : "\(hundredths(abs(shift))) s \(shift < 0 ? "before" : "after") the hook begins"
    return "at \(hundredths(alignment.offset)) s of the track, \(how)"
  }

  /// Nil for a track without bars.
  private static func words(_ grid: CutGrid) -> String? {
    guard !grid.bars.isEmpty else { return nil }
    let shown = grid.bars.prefix(shownBars).map(hundredths).joined(separator: " ")
    let rest = grid.bars.count > shownBars ? " … (\(grid.bars.count) in all)" : ""
    return "to cut on, in seconds of the film: \(shown)\(rest)"
  }

  /// With two digits behind the point.
  private static func hundredths(_ seconds: Double) -> String {
    let hundredths = Int((min(max(seconds, 0), 1e9) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func signed(_ value: Double) -> String {
    let text = ListReport.score(value)
    return value >= 0.005 ? "+" + text : text
  }
}
