import Audio
import Documents
import Media
import Models
import Vision

/// What was seen and heard in a film or in photos, for people and programs.
struct ClipReport {
  let path: String
  /// Of a post all of its photos, of which the path is the first.
  var photos: [String] = []
  let clip: AnalyzedClip
  /// What the words of its caption say, where it was given any.
  var words: CaptionReport?
  /// What words, sound and picture say together.
  var content: VideoFeatures?

  func show(on console: Console) {
    if console.isJSON {
      return console.line(
        .clip(clip, path: path, photos: photos, content: content, words: words?.facts))
    }
    var table = Table(["", ""])
    for (name, words) in lines { table.add([.init(name), .init(words)]) }
    let name = photos.isEmpty ? path : photos.joined(separator: ", ")
    console.result(printable(name))
    console.result(table)
    console.result("")
    if let lack = clip.lack { console.warn("\(name): \(lack)") }
  }

  // MARK: For people

  private var lines: [(String, String)] {
    var lines = clip.sound.map { AnalysisReport(path: path, sound: $0.sound).lines } ?? []
    lines.removeAll { $0.0 == "duration" }
    let duration = clip.duration > 0 ? [("duration", InfoReport.clock(clip.duration))] : []
    return duration + (clip.picture.map(Self.lines) ?? []) + course + lines
      + contentLines + (words?.lines ?? []).map { ("words: \($0.0)", printable($0.1)) }
  }

  /// Of what they say together what none of them says by itself: facts of the picture are told with it.
  private var contentLines: [(String, String)] {
    guard let content else { return [] }
    let facts: Set = ["cuts", "looks"]
    return ContentReport(features: content).lines.filter { !facts.contains($0.name) }
      .map { ("content: \($0.name)", $0.words) }
  }

  private var course: [(String, String)] {
    guard let stretches = clip.sound?.course.stretches, stretches.count > 1 else { return [] }
    let shown = stretches.prefix(12).map { "\($0.kind.rawValue) \(InfoReport.clock($0.start))" }
    let rest = stretches.count > shown.count ? ", and \(stretches.count - shown.count) more" : ""
    return [("course", shown.joined(separator: ", ") + rest)]
  }

  private static func lines(_ picture: SeenPicture) -> [(String, String)] {
    let what = picture.kind == .film ? "film" : counted(picture.frames, "photo")
    let bars = picture.looks.letterbox == .none ? "" : ", with bars"
    let size = "\(what), \(picture.width) x \(picture.height), \(picture.looks.orientation.rawValue)\(bars)"
    let looks = picture.looks.looks.map(\.name.rawValue).joined(separator: ", ")
    let colours = picture.looks.palette.swatches.map { "\($0.hex) \(Int(($0.share * 100).rounded())) %" }
    return [
      ("picture", size), ("shots", picture.shots.map(words) ?? ""), ("looks", looks),
      ("colours", colours.joined(separator: ", ")),
    ].filter { !$0.1.isEmpty }
  }

  private static func words(_ shots: Shots) -> String {
    var words = [counted(shots.shots.count, "shot")]
    if let rate = shots.cutsPerMinute, !shots.transitions.isEmpty {
      words.append("\(AnalysisReport.rounded(rate, 1)) cuts a minute")
    }
    if let median = shots.medianLength, shots.shots.count > 1 {
      words.append("\(AnalysisReport.rounded(median, 1)) s in the middle")
    }
    if let tempo = shots.tempo {
      words.append(
        "on beats of \(AnalysisReport.rounded(tempo.beatsPerMinute, 1)) a minute "
          + "(sure by \(AnalysisReport.rounded(tempo.confidence, 2)))")
    }
    return words.joined(separator: ", ")
  }
}
