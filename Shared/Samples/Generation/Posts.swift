import Models

/// Makes the videos of one creator.
struct Posts {
  let creator: SampleCreator
  let charts: Charts
  let friend: (number: Int, handle: Handle)?

  private static let year = 365 * 86_400
  /// A creator's own sounds.
  static let soundCount = 8

  /// Pinned ones first, then from the newest to the oldest.
  func make(seed: UInt64) -> [SampleVideo] {
    var draws = Draws(seed, .posts, creator.number)
    let count = creator.videoCount
    let topics = topics(count, &draws)
    var moments = (0..<count).map { _ in SampleWorld.end - 1 - draws.index(below: Self.year) }
    moments.sort(by: >)
    let pinned = pins(count, &draws)
    let videos = (0..<count).map { number in
      video(number, about: topics[number], at: moments[number], isPinned: pinned.contains(number), &draws)
    }
    return videos.filter(\.isPinned) + videos.filter { !$0.isPinned }
  }

  /// What each video is about: at least seven of ten about what the creator likes; nil where it is not music.
  private func topics(_ count: Int, _ draws: inout Draws) -> [Genre?] {
    let own = creator.taste.genres
    guard !own.isEmpty else { return Array(repeating: nil, count: count) }
    let share = draws.number(75...92)
    let liked = (count * share + 99) / 100
    let others = Genre.allCases.filter { !own.contains($0) }
    let topics = (0..<count).map { number -> Genre? in
      if number < liked { return own[number % own.count] }
      return number % 2 == 0 ? nil : draws.pick(others)
    }
    return draws.shuffled(topics)
  }

  private func pins(_ count: Int, _ draws: inout Draws) -> Set<Int> {
    guard count >= 6, draws.chance(60) else { return [] }
    let pins = draws.number(1...3)
    return Set((0..<pins).map { _ in draws.number(count / 2...count - 1) })
  }

  private func video(
    _ number: Int, about genre: Genre?, at moment: Int, isPinned: Bool, _ draws: inout Draws
  ) -> SampleVideo {
    let taste = creator.taste
    let mood = genre.map { draws.chance(75) ? taste.mood : draws.pick(GenreWords.of($0).moods) } ?? nil
    let isLabelled = genre != nil && draws.chance(80)
    let writer = CaptionWriter(
      voice: creator.voice, usesHashtags: !taste.genres.isEmpty, friend: friend)
    let isLiked = genre.map(taste.genres.contains) ?? false
    let caption = writer.caption(
      .init(genre: isLabelled ? genre : nil, mood: mood, tempo: isLiked ? taste.tempo : nil), &draws)
    let isPhotos = draws.chance(7)
    let plays = 40 + creator.followers / 100 * draws.number(4...250)
    let likes = plays / 100 * draws.number(3...18)
    return SampleVideo(
      id: Snowflake.id(.video(creator: creator.number, number: number), at: moment),
      kind: isPhotos ? .photos : .film, postedAt: moment, isPinned: isPinned, genre: genre, mood: mood,
      isLabelled: isLabelled, caption: caption.text,
      sound: sound(genre, mood, isLiked ? taste.tempo : nil, &draws),
      duration: isPhotos ? 0 : draws.number(7...94), plays: plays, marks: caption.marks, likes: likes,
      comments: likes / draws.number(20...90), shares: likes / draws.number(12...70),
      saves: likes / draws.number(5...30), loudness: draws.number(90...260),
      imageCount: isPhotos ? draws.number(2...4) : 0, hasAuthorStats: draws.chance(30))
  }

  /// A creator of whom nothing is known uses no songs either: they would tell.
  private func sound(
    _ genre: Genre?, _ mood: Mood?, _ tempo: Tempo?, _ draws: inout Draws
  ) -> SampleVideo.Sound {
    let isSilent = creator.taste.genres.isEmpty
    let way = draws.index(below: 100)
    let track = charts.choice(of: genre, mood: mood, tempo: tempo, &draws)
    switch way {
    case 0..<(isSilent ? 0 : genre == nil ? 45 : 82): return track.map { .track($0) } ?? .none
    case ..<94: return .original(draws.index(below: Self.soundCount))
    case 94...95: return .removed
    default: return .none
    }
  }
}
