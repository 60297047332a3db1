public import Models

/// The sound of a track of the world, or of one like it: what it is called, and what is heard.
///
/// A link says all that the sound is made of, so whoever has the link needs nothing of the world. The same link makes the
/// same samples, on every machine.
public struct SampleSong: Sendable, Equatable {
  /// No song is longer than this many seconds, whoever wrote the link.
  public static let longest = 300
  /// In beats per minute.
  public static let tempos = 40...240

  /// The track's number: songs that are alike in all else differ by it.
  public let number: UInt64
  public let genre: Genre
  public let mood: Mood
  /// In beats per minute.
  public let tempo: Int
  /// Of the sound, in whole seconds.
  public let duration: Int

  /// Nil where a tempo or a duration is out of bounds.
  public init?(number: UInt64, genre: Genre, mood: Mood, tempo: Int, duration: Int) {
    guard Self.tempos.contains(tempo), (1...Self.longest).contains(duration) else { return nil }
    self.number = number
    self.genre = genre
    self.mood = mood
    self.tempo = tempo
    self.duration = duration
  }

  static let scheme = "sample:"

  /// `sample:7301234567890123456/hip-hop/dark/92/61`
  public var link: String {
    "\(Self.scheme)\(number)/\(genre.rawValue)/\(mood.rawValue)/\(tempo)/\(duration)"
  }

  /// Nil for what is no link of this kind to the letter, however alike it is.
  public init?(link: String) {
    guard Self.isLink(link), link.utf8.count < 100 else { return nil }
    let parts = link.dropFirst(Self.scheme.count).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, let number = UInt64(parts[0]), let genre = Genre(rawValue: String(parts[1])),
      let mood = Mood(rawValue: String(parts[2])), let tempo = Int(parts[3]), let duration = Int(parts[4])
    else { return nil }
    self.init(number: number, genre: genre, mood: mood, tempo: tempo, duration: duration)
    guard self.link == link else { return nil }
  }

  /// Whether a link is meant to be one of these; it may still be a wrong one.
  public static func isLink(_ link: String) -> Bool { link.hasPrefix(scheme) }
}

extension SampleSong {
  /// The song, for whoever wants to know what is to be heard in it.
  public var plan: SongPlan {
    var draws = Draws(number, .sampleSong)
    let key = SongKey(tonic: draws.index(below: 12), mode: mood.isBright ? .major : .minor)
    return SongPlan(
      SongBrief(
        seed: draws.next(), duration: Double(duration), tempo: Double(tempo), key: key, beatsPerBar: 4,
        band: Band(of: genre, &draws)))
  }

  /// One channel, to the second as long as the track is said to be.
  public func sound(rate: Int) -> SongSound {
    let sound = plan.sound(rate: rate, channels: 1)
    let missing = max(0, duration * rate - sound.count)
    let whole = sound.channels[0].prefix(duration * rate) + [Float](repeating: 0, count: missing)
    return SongSound(rate: rate, channels: [Self.faded(Array(whole), over: rate / 4)])
  }

  /// The end of a song that is cut short must not click.
  private static func faded(_ samples: [Float], over count: Int) -> [Float] {
    var samples = samples
    for place in 0..<min(count, samples.count) {
      samples[samples.count - 1 - place] *= Float(place) / Float(count)
    }
    return samples
  }
}

extension SampleTrack {
  /// What it sounds like.
  public var song: SampleSong {
    let beats = Int(tempo.beatsPerMinute.rounded())
    guard let number = UInt64(id),
      let song = SampleSong(number: number, genre: genre, mood: mood, tempo: beats, duration: duration)
    else { preconditionFailure("a track of the world that cannot sound") }
    return song
  }
}

extension Mood {
  fileprivate var isBright: Bool {
    switch self {
    case .happy, .energetic, .playful, .romantic, .calm: true
    case .sad, .dark, .epic: false
    }
  }
}
