import Documents
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
      for (place, pairing) in pairings.enumerated() { console.line(json(pairing, rank: place + 1)) }
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

  // MARK: For programs

  private func json(_ pairing: Pairing, rank: Int) -> JSONValue {
    let match = pairing.match
    return [
      "rank": .int(rank), "video": .string(film.name), "track": .string(pairing.name),
      "score": .double(match.score),
      "contributions": .array(
        match.contributions.map {
          ["kind": .string($0.kind.rawValue), "contribution": .double($0.value), "words": .string($0.words)]
        }),
      "segment": Self.json(match.grid), "alignment": match.alignment.map(Self.json) ?? .null,
      "tempo": .array(match.tempi.map(Self.json)),
      "moodDistance": AnalysisReport.share(match.moodDistance),
      "energyDifference": AnalysisReport.share(match.energyDifference),
      "courseCorrelation": AnalysisReport.share(match.courseCorrelation),
      "coverage": AnalysisReport.share(match.coverage), "videoLack": JSONValue(film.lack),
      "remark": JSONValue(pairing.remark),
    ]
  }

  private static func json(_ alignment: CutAlignment) -> JSONValue {
    [
      "offset": AnalysisReport.time(alignment.offset), "shift": AnalysisReport.time(alignment.shift),
      "hits": .int(alignment.hits), "cuts": .int(alignment.cuts),
      "share": AnalysisReport.share(alignment.share), "chance": AnalysisReport.share(alignment.chance),
      "probability": AnalysisReport.share(alignment.probability), "inHook": .bool(alignment.isInHook),
    ]
  }

  private static func json(_ ratio: TempoRatio) -> JSONValue {
    [
      "of": .string(ratio.origin.rawValue), "film": AnalysisReport.number(ratio.film, 2),
      "track": AnalysisReport.number(ratio.track, 2), "multiple": AnalysisReport.number(ratio.multiple, 4),
      "deviation": AnalysisReport.number(ratio.deviation, 4),
      "confidence": AnalysisReport.share(ratio.confidence), "fits": .bool(ratio.fits),
    ]
  }

  /// Seconds of the track, and of the film, in which the beats are.
  static func json(_ grid: CutGrid) -> JSONValue {
    [
      "start": AnalysisReport.time(grid.start), "end": AnalysisReport.time(grid.end),
      "onBeat": .bool(grid.isOnBeat), "beats": .array(grid.beats.map(AnalysisReport.time)),
      "bars": .array(grid.bars.map(AnalysisReport.time)),
    ]
  }
}
