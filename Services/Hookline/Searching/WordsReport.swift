import Documents
import FoundationEssentials
import Search

/// Videos that were found by words.
struct WordsReport {
  let found: FoundVideos
  /// Whether it is not the first page.
  let isFurther: Bool

  func show(on console: Console) {
    guard !console.isJSON else { return console.result(.foundVideos(found)) }
    if found.videos.isEmpty {
      console.result(isFurther ? "no more videos" : "no video is like that")
    } else {
      var table = Table(
        ["VIDEO", "MATCH", "AUTHOR", "POSTED", "PLAYS", "COPIES", "CAPTION"], numeric: [0, 4, 5])
      for video in found.videos {
        table.add([Self.number(video), .init(video.match.rawValue)] + Self.cells(video))
      }
      console.result(table)
    }
    for (word, meant) in found.corrections.sorted(by: { $0.key < $1.key }) where !found.videos.isEmpty {
      console.note("\(word): also looked for as \(meant.joined(separator: ", "))")
    }
    if found.isCut {
      console.note("So many videos are like that that only the newest were put in order; say more.")
    }
    if let next = found.next { console.note("There are more: --after \(next)") }
    if found.pending > 0 {
      console.note(
        "\(counted(found.pending, "change")) of videos \(found.pending == 1 ? "is" : "are") not searched yet."
      )
    }
  }

  // MARK: One video

  static func number(_ video: FoundVideo) -> Table.Cell { .init("\(video.video)") }

  /// Author, day, plays, copies and caption.
  static func cells(_ video: FoundVideo) -> [Table.Cell] {
    [
      .init(video.handle.map { "@" + $0 } ?? ""),
      .init(video.postedAt.map { String($0.formatted(.iso8601).prefix(10)) } ?? ""),
      .init(video.plays.map { grouped(Int(clamping: $0)) } ?? ""),
      .init(video.copies > 0 ? "\(video.copies)" : ""), .init(excerpt(caption(video), limit: 160)),
    ]
  }

  /// With the tags that do not stand in it.
  private static func caption(_ video: FoundVideo) -> String {
    let tags = video.hashtags.map { $0.hasPrefix("#") ? $0 : "#" + $0 }
    let folded = video.caption.lowercased()
    return ([video.caption] + tags.filter { !folded.contains($0.lowercased()) }).joined(separator: " ")
  }
}
