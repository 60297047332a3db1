import Models

/// What is known of the track that a video uses, as far as it tells of the video.
struct TrackFindings {
  let track: TrackFeatures
  /// How clearly it is heard, from 0, drowned by speech, to 1.
  let clearness: Double

  /// The same music in other hands: sped up, or cut to another part. Its genre stays.
  private static let musicTrust = 0.95
  /// A video need not feel as its music does; a sad song under a joke is a joke.
  private static let feelingTrust = 0.6

  var genre: Finding<Distribution<Genre>>? {
    finding(track.genre, Self.musicTrust) { $0.top.map { "track: \($0.title)" } }
  }

  var tempo: Finding<Tempo>? {
    finding(track.tempo, Self.musicTrust) { "track: \(Digits.text($0.beatsPerMinute, 0)) BPM" }
  }

  var mood: Finding<Distribution<Mood>>? {
    finding(track.mood, Self.feelingTrust) { $0.top.map { "track: \($0.rawValue)" } }
  }

  var energy: Finding<Double>? {
    finding(track.energy, Self.feelingTrust) { "track: energy \(Digits.text($0, 2))" }
  }

  private func finding<Value>(
    _ feature: Feature<Value>?, _ trust: Double, _ detail: (Value) -> String?
  ) -> Finding<Value>? {
    guard let feature else { return nil }
    return Finding(
      feature.value, confidence: feature.confidence * trust * clearness, evidence: .sound,
      detail: detail(feature.value), spread: feature.findings.first?.spread,
      alternatives: zip(feature.alternatives, feature.alternativeShares).map { Alternative($0, share: $1) })
  }
}
