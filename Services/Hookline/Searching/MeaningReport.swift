import Documents
import Search

/// Videos that were found by what they mean.
struct MeaningReport {
  let model: String

  func show(_ videos: [MeantVideo], on console: Console) {
    if console.isJSON { return console.result(.meantVideos(videos, model: model)) }
    guard !videos.isEmpty else { return console.result("no video is like that") }
    var table = Table(
      ["VIDEO", "LIKE", "AUTHOR", "POSTED", "PLAYS", "COPIES", "CAPTION"], numeric: [0, 1, 4, 5])
    for video in videos {
      table.add(
        [WordsReport.number(video.video), .init(hundredths(video.likeness))] + WordsReport.cells(video.video))
    }
    console.result(table)
  }

  private func hundredths(_ value: Double) -> String {
    let whole = Int((min(1, max(-1, value)) * 100).rounded())
    let digits = String(abs(whole) % 100)
    return "\(whole < 0 ? "-" : "")\(abs(whole) / 100).\(digits.count < 2 ? "0" : "")\(digits)"
  }
}
