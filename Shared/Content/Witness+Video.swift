import Models
import Text

extension Witness {
  /// How sure each can make: tags are chosen to name what it is, captions speak of many things, and the name of a sound
  /// is often poetry.
  private static let ceilings: [(evidence: Evidence, ceiling: Double)] = [
    (.hashtags, 0.9), (.caption, 0.75), (.sound, 0.7),
  ]

  /// The words of a video, which are read together: a tag decides what a word of the caption means.
  static func all(of video: AnalysableVideo) -> [Witness] {
    let readings = Lexicon.standard.readings(of: [
      .tags(tags(of: video)), .prose([video.caption] + video.stickers), .names(names(of: video.sound)),
    ])
    return zip(ceilings, readings).map { Witness($1, $0.evidence, ceiling: $0.ceiling) }
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
