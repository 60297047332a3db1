import Models

/// Makes the film or the photos of a post that go with what it is about.
struct ClipWriter {
  private let creator: SampleCreator
  private let video: SampleVideo
  private let tracks: [SampleTrack]
  private let seed: UInt64

  init(_ creator: SampleCreator, _ video: SampleVideo, _ tracks: [SampleTrack]) {
    (self.creator, self.video, self.tracks) = (creator, video, tracks)
    guard let number = UInt64(video.id) else { preconditionFailure("an id that is no number") }
    seed = number
  }

  func clip() -> SampleClip {
    var draws = Draws(seed, .reels)
    let style = style(&draws)
    let song = song(&draws)
    let followsBeat = song != nil && (style == .dance || style == .game) && draws.chance(85)
    // It takes some cuts to tell a beat.
    let seconds = followsBeat ? draws.number(13...15) : draws.number(6...12)
    let sound: SampleClip.Sound =
      song.map { .song($0, from: draws.number(0...max(0, $0.duration - seconds))) } ?? plainSound
    let pace: SampleClip.Pace = followsBeat ? .beat : .cuts(perMinute: draws.number(Self.paces(style)))
    guard
      let clip = SampleClip(
        seed: seed, style: style, seconds: seconds, pace: pace,
        look: look(bars: draws.chance(10) ? draws.number(2...5) : 0, &draws), sound: sound)
    else { preconditionFailure("a film of the world that cannot be made") }
    return clip
  }

  func photos() -> [SamplePhoto] {
    (0..<video.imageCount).map { number in
      var draws = Draws(seed, .reels, number + 2)
      guard let photo = SamplePhoto(seed: draws.next(), look: look(bars: 0, &draws)) else {
        preconditionFailure("a photo of the world that cannot be made")
      }
      return photo
    }
  }

  private static func paces(_ style: SampleClip.Style) -> ClosedRange<Int> {
    switch style {
    case .dance, .game: 20...45
    case .talk: 0...12
    case .slides: 20...40
    case .scenery: 8...20
    }
  }

  private func style(_ draws: inout Draws) -> SampleClip.Style {
    guard video.genre != nil else { return draws.pick([.talk, .talk, .scenery, .slides]) }
    switch video.mood?.place.arousal ?? 0.5 {
    case 0.6...: return draws.pick([.dance, .dance, .game])
    case ..<0.4: return draws.pick([.scenery, .slides, .talk])
    default: return draws.pick(SampleClip.Style.allCases)
    }
  }

  /// The song of the post; under two of a creator's own sounds there is one too: one that nobody else has, and a known
  /// one. A creator of whom nothing is known plays none.
  private func song(_ draws: inout Draws) -> SampleSong? {
    switch video.sound {
    case .track(let number): return tracks[number].song
    case .original(let number):
      guard let genre = creator.taste.genre, video.genre == genre, let tempo = creator.taste.tempo else {
        return nil
      }
      if number == 5 {
        return SampleSong(
          number: UInt64(creator.number), genre: genre, mood: creator.taste.mood ?? .happy,
          tempo: Int(tempo.beatsPerMinute), duration: 40)
      }
      let known = tracks.filter { $0.genre == genre }
      guard number == 6, !known.isEmpty else { return nil }
      return known[creator.number % known.count].song
    case .removed, .none: return nil
    }
  }

  private var plainSound: SampleClip.Sound {
    switch video.sound {
    case .original(let number): number % 4 == 3 ? .noise : .speech
    case .removed, .track: .silence
    case .none: .none
    }
  }

  /// The light and the colours of a mood, or any.
  private func look(bars: Int, _ draws: inout Draws) -> ClipLook {
    let ranges: (light: ClosedRange<Int>, warmth: ClosedRange<Int>, colour: ClosedRange<Int>) =
      switch video.mood {
      case .happy: (7...9, 5...8, 6...9)
      case .energetic: (5...8, 3...8, 7...9)
      case .playful: (7...9, 4...7, 8...9)
      case .romantic: (4...7, 7...9, 4...7)
      case .calm: (5...8, 2...6, 1...4)
      case .sad: (1...4, 0...3, 0...3)
      case .dark: (0...1, 0...4, 1...4)
      case .epic: (2...5, 5...8, 5...8)
      case nil: (2...8, 2...7, 2...7)
      }
    guard
      let look = ClipLook(
        light: draws.number(ranges.light), warmth: draws.number(ranges.warmth),
        colour: draws.number(ranges.colour), bars: bars)
    else { preconditionFailure("a look out of bounds") }
    return look
  }
}
