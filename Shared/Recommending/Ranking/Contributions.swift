import Models

/// What each respect adds to a track's score.
struct Contributions: Sendable, Equatable {
  var genre = 0.0
  var mood = 0.0
  var tempo = 0.0
  var energy = 0.0
  var popularity = 0.0

  /// In this order, always: sums of floating-point numbers depend on it.
  var score: Double { genre + mood + tempo + energy + popularity }
}

/// Compares tracks with one creator's taste. What is expensive about the taste is done once, here.
struct Fit {
  /// The most that each respect can add. Popularity only decides between tracks that suit equally well.
  static let most = Contributions(genre: 1.5, mood: 0.8, tempo: 0.5, energy: 0.4, popularity: 0.15)
  /// A misfit takes half of what a fit gives.
  private static let misfit = 0.5
  /// What counts against a stranger's own sound of which nothing is known.
  static let unheard = 0.3

  private let genres: Labels?
  private let moods: Labels?
  private let tempo: TempoFit?
  private let energy: Leaning<LevelRange>?

  init(_ taste: Taste) {
    genres = taste.genre.map { Labels(Affinity.ofGenres.fit(of: $0.value), $0.confidence) }
    moods = taste.mood.map { Labels(Affinity.ofMoods.fit(of: $0.value), $0.confidence) }
    tempo = taste.tempo.map(TempoFit.init)
    energy = taste.energy
  }

  func contributions(of track: Candidate) -> Contributions {
    var sum = Contributions()
    sum.genre = Self.most.genre * (genres?.signal(of: track.genres, track.genreConfidence) ?? 0)
    sum.mood = Self.most.mood * (moods?.signal(of: Shares(first: track.moods), track.moodConfidence) ?? 0)
    sum.tempo = Self.most.tempo * (tempo?.signal(of: track.tempo) ?? 0)
    sum.energy = Self.most.energy * signal(ofEnergy: track.energy)
    sum.popularity = Self.most.popularity * Double(track.popularity.value * track.popularity.confidence)
    if track.isOriginalSound, !track.isHeard { sum.popularity -= Self.unheard }
    return sum
  }

  /// 1 at the creator's level, 0 where it is no longer theirs, and less beyond.
  private func signal(ofEnergy level: Candidate.Level) -> Double {
    guard let energy, level.confidence > 0 else { return 0 }
    let reach = 0.2 + energy.value.spread
    let fit = 1 - abs(Double(level.value) - energy.value.centre) / reach
    return max(fit, -1) * (fit < 0 ? Self.misfit : 1) * energy.confidence * Double(level.confidence)
  }

  /// How much better than chance a fit is: 1 for a perfect one, 0 for what any track would have, down to minus a half
  /// for none at all. So nothing is gained by what suits everything.
  static func lean(_ fit: Double, chance: Double) -> Double {
    guard fit < chance else { return chance < 1 ? min(1, (fit - chance) / (1 - chance)) : 0 }
    return misfit * (fit - chance) / chance
  }

  /// The taste among named things, as the fit of each.
  private struct Labels {
    let fits: Shares
    let chance: Double
    let confidence: Double

    init(_ fits: [Double], _ confidence: Double) {
      self.fits = Shares(fits)
      chance = fits.reduce(0, +) / Double(max(1, fits.count))
      self.confidence = confidence
    }

    func signal(of track: Shares, _ trackConfidence: Float) -> Double {
      guard trackConfidence > 0 else { return 0 }
      return Fit.lean(fits.product(track), chance: chance) * confidence * Double(trackConfidence)
    }
  }
}
