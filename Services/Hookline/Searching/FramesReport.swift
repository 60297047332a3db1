import Documents
import Lifecycle
import Recommending
import Search
import Vision

/// Videos that were found by what they show.
struct FramesReport {
  let searched: SearchedFrames

  func show(_ frames: [FoundFrame], on console: Console) {
    if console.isJSON { return console.result(.foundFrames(frames, in: searched)) }
    if frames.isEmpty {
      console.result("no video shows anything like it")
    } else {
      var table = Table(
        ["VIDEO", "SECOND", "LIKE", "IT IS", "AUTHOR", "POSTED", "PLAYS", "COPIES", "CAPTION"],
        numeric: [0, 1, 2, 6, 7])
      for frame in frames {
        table.add(
          [
            WordsReport.number(frame.video), .init(Words.tenths(frame.time)),
            .init(Words.percent(frame.likeness)),
            .init(frame.verdict.words),
          ] + WordsReport.cells(frame.video))
      }
      console.result(table)
    }
    note(console)
  }

  func show(_ copies: [FoundCopy], on console: Console) {
    if console.isJSON { return console.result(.foundCopies(copies, in: searched)) }
    if copies.isEmpty {
      console.result("no other video shows the same")
    } else {
      var table = Table(
        ["VIDEO", "SHARE", "FRAMES", "LATER", "IT IS", "AUTHOR", "POSTED", "PLAYS", "COPIES", "CAPTION"],
        numeric: [0, 1, 2, 3, 7, 8])
      for copy in copies {
        let likeness = copy.likeness
        table.add(
          [
            WordsReport.number(copy.video), .init(Words.percent(likeness.share)), .init("\(likeness.frames)"),
            .init(Words.tenths(likeness.offset) + " s"),
            .init(likeness.isSame ? "the same video" : "alike in parts"),
          ] + WordsReport.cells(copy.video))
      }
      console.result(table)
    }
    note(console)
  }

  private func note(_ console: Console) {
    console.note(
      "\(counted(searched.frames, "frame")) of \(counted(searched.videos, "video")) were loaded in "
        + "\(Words.tenths(searched.loadingSeconds)) s, in \(ByteCount(searched.bytes).roughText)")
  }
}
