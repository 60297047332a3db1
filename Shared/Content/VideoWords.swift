import Models
import Text

/// The words of a video, which are read together: a tag decides what a word of the caption means.
struct VideoWords {
  private let readings: [Reading]
  let witnesses: [Witness]

  /// How sure each can make: tags are chosen to name what it is, captions speak of many things, and the name of a sound
  /// is often poetry.
  private static let ceilings: [(evidence: Evidence, ceiling: Double)] = [
    (.hashtags, 0.9), (.caption, 0.75), (.sound, 0.7),
  ]

  init(of video: AnalysableVideo) {
    readings = Lexicon.standard.readings(of: [
      .tags(Self.tags(of: video)), .prose([video.caption] + video.stickers),
      .names(Self.names(of: video.sound)),
    ])
    witnesses = zip(Self.ceilings, readings).map { Witness($1, $0.evidence, ceiling: $0.ceiling) }
  }

  /// The style within a genre that the most trusted words name.
  func style(of genre: Genre) -> GenreStyle? {
    for (place, reading) in readings.enumerated() {
      guard let name = reading.style(of: genre) else { continue }
      return GenreStyle(
        name, evidence: Self.ceilings[place].evidence, detail: witnesses[place].genre?.detail)
    }
    return nil
  }

  /// Those that the source lists and those in the caption and on the picture, each once.
  private static func tags(of video: AnalysableVideo) -> [String] {
    let texts = [video.caption] + video.stickers.prefix(Passage.textLimit)
    var seen: Set<String> = []
    return (video.hashtags + texts.flatMap { Text.hashtags(in: $0) }).filter { tag in
      Hashtag.normalised(tag).map { seen.insert($0).inserted } ?? false
    }
  }

  /// The name of a creator's own sound is the creator's, and tells nothing of music.
  private static func names(of sound: AnalysableTrack?) -> [String] {
    guard let sound else { return [] }
    return [sound.title, sound.album ?? "", sound.isOriginalSound ? "" : sound.artist ?? ""]
  }
}
