import Glibc

/// Weighs what was found of a film and a track, and says it.
struct ContributionWriter {
  let film: FilmSide
  let track: TrackSide

  func cuts(_ alignment: CutAlignment?, _ tempo: TempoRatio?) -> Contribution {
    guard let alignment else { return unaligned(tempo) }
    let signal = (alignment.share - alignment.chance) / max(0.01, 1 - alignment.chance)
    let place = alignment.isInHook ? "" : ", outside the hook"
    return Contribution(
      .cuts, signal,
      "\(alignment.hits) of \(alignment.cuts) cuts come within 70 ms of a beat"
        + " (\(Self.percent(alignment.chance)) would by chance)\(place)")
  }

  private func unaligned(_ tempo: TempoRatio?) -> Contribution {
    if film.cuts.count < CutAlignment.leastCuts {
      return Contribution(.cuts, 0, "the film has too few cuts to lay on beats")
    }
    guard !track.pulse.isEmpty else { return Contribution(.cuts, 0, "the track has no beats to cut on") }
    // A film that was cut to other music speaks against this one; one that was cut to none does not.
    let against = film.cutTempo.map { -0.3 * $0.confidence } ?? 0
    return Contribution(.cuts, against, "the cuts come on beats no better than by chance")
  }

  func tempo(_ ratio: TempoRatio?) -> Contribution {
    guard let ratio else {
      guard track.tempo != nil else { return Contribution(.tempo, 0, "the track keeps no tempo") }
      return Contribution(.tempo, 0, "the film keeps no tempo")
    }
    let whose = ratio.origin == .cuts ? "the cuts follow" : "the film's sound keeps"
    return Contribution(
      .tempo, ratio.signal,
      "\(whose) \(Self.tenths(ratio.film)) beats a minute, and the track keeps \(Self.tenths(ratio.track)): "
        + Self.relation(ratio))
  }

  private static func relation(_ ratio: TempoRatio) -> String {
    let names: [(Double, String)] = [
      (1, "the same"), (2, "twice that"), (0.5, "half of it"), (4, "four times that"),
      (0.25, "a quarter of it"), (3, "three times that"),
    ]
    let name = names.first { abs($0.0 - ratio.multiple) < 1e-9 }?.1 ?? "\(tenths(ratio.multiple)) times that"
    let off = abs(ratio.deviation)
    if off < 0.005 { return name }
    return "\(tenths(off * 100)) % \(ratio.deviation > 0 ? "faster" : "slower") than \(name)"
  }

  /// How far apart two may feel and still go together.
  private static let moodWidth = 0.22

  func mood(_ distance: Double?) -> Contribution {
    guard let distance, let own = film.feeling, let its = track.feeling else {
      return Contribution(
        .mood, 0, "the mood of \(film.feeling == nil ? "the film" : "the track") is not known")
    }
    let part = distance / Self.moodWidth
    let signal =
      (1.5 * exp(-part * part / 2) - 0.5) * own.confidence.squareRoot() * its.confidence.squareRoot()
    let what = Self.difference(
      its.valence - own.valence, "happier", "sadder", its.arousal - own.arousal, "more excited", "calmer")
    return Contribution(.mood, signal, what.map { "the track is \($0)" } ?? "both feel alike")
  }

  private static let energyWidth = 0.2

  func energy(_ difference: Double?) -> Contribution {
    guard let difference, let own = film.energy else {
      return Contribution(
        .energy, 0, "the energy of \(film.energy == nil ? "the film" : "the track") is not known")
    }
    let part = difference / Self.energyWidth
    let signal = (1.5 * exp(-part * part / 2) - 0.5) * own.confidence
    guard abs(difference) >= 0.1 else { return Contribution(.energy, signal, "both are about as lively") }
    return Contribution(
      .energy, signal,
      "the track is \(difference > 0 ? "livelier" : "less lively") by \(Self.tenths(difference * 10)) of 10")
  }

  func course(_ found: Measured?) -> Contribution {
    guard let found else {
      return Contribution(.course, 0, "too little is known of how both rise and fall")
    }
    let words =
      switch found.value {
      case 0.3...: "both rise and fall together"
      case ..<(-0.3): "one rises where the other falls"
      default: "they rise and fall apart from each other"
      }
    return Contribution(.course, found.value * found.confidence, words)
  }

  func length(_ coverage: Double) -> Contribution {
    guard coverage < 0.999 else { return Contribution(.length, 0, "the track is long enough") }
    return Contribution(
      .length, coverage - 1, "the track lasts for \(Self.percent(coverage)) of the film")
  }

  // MARK: Words

  /// Nil where neither is worth a word.
  private static func difference(
    _ one: Double, _ more: String, _ less: String, _ other: Double, _ otherMore: String, _ otherLess: String
  ) -> String? {
    let parts = [(one, more, less), (other, otherMore, otherLess)].filter { abs($0.0) >= 0.1 }
      .map { $0.0 > 0 ? $0.1 : $0.2 }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }

  private static func percent(_ share: Double) -> String {
    "\(Int((min(max(share, 0), 1) * 100).rounded())) %"
  }

  /// Without a sign, with one digit behind the point.
  private static func tenths(_ number: Double) -> String {
    let tenths = Int((min(abs(number), 1e9) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
