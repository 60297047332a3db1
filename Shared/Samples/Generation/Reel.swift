import Models

/// What the newest posts of a creator show.
struct Reel {
  let creator: SampleCreator
  /// From the newest to the oldest.
  private let newest: [SampleVideo]
  /// By the ids of the posts; without copies of what others show.
  let media: [String: SampleMedium]

  /// So many films have pictures, and as many posts of photos: more would have a demo look for minutes.
  static let limit = 6

  init(creator: SampleCreator, videos: [SampleVideo], tracks: [SampleTrack]) {
    self.creator = creator
    let sorted = videos.sorted { $0.postedAt > $1.postedAt }
    newest = sorted.filter { $0.kind == .film }.prefix(Self.limit) + []
    var media: [String: SampleMedium] = [:]
    for video in newest {
      media[video.id] = .film(ClipWriter(creator, video, tracks).clip(), copyOf: nil)
    }
    for video in sorted.filter({ $0.kind == .photos }).prefix(Self.limit) {
      media[video.id] = .photos(ClipWriter(creator, video, tracks).photos())
    }
    self.media = media
  }

  /// One film at most that was somebody else's before, or the creator's own: under a sound of one's own, and later.
  func copies(of other: Reel) -> [String: SampleMedium] {
    for copy in newest {
      guard case .original = copy.sound else { continue }
      for (reel, video) in other.newest.map({ (other, $0) }) + newest.map({ (self, $0) }) {
        guard video.postedAt < copy.postedAt, case .film(let clip, _) = reel.media[video.id],
          suits(clip, about: video.genre, copy)
        else { continue }
        var draws = Draws(clip.seed, .reels, 1)
        guard let edit = ClipEdit(crop: draws.number(2...9), tint: draws.number(0...9)) else { continue }
        return [copy.id: .film(clip.edited(edit), copyOf: video.id)]
      }
    }
    return [:]
  }

  /// Whether a post may show a film that is about a genre: it is about the same, or about no music. Songs would tell of
  /// a creator of whom nothing is to be known.
  private func suits(_ clip: SampleClip, about genre: Genre?, _ post: SampleVideo) -> Bool {
    guard creator.taste.genres.isEmpty else { return post.genre == genre || post.genre == nil }
    if case .song = clip.sound { return false }
    return true
  }
}
