public import Models

/// What one kind of evidence says of a video or a track, as far as words can.
public struct Witness: Sendable {
  public let genre: Finding<Distribution<Genre>>?
  public let mood: Finding<Distribution<Mood>>?
  public let tempo: Finding<Tempo>?
  /// From 0, still, to 1, as lively as can be.
  public let energy: Finding<Double>?

  /// At most as sure as the ceiling. `hasUsualTempo` tells whether what is usual in a genre holds for it.
  public init(_ reading: Reading, _ evidence: Evidence, ceiling: Double, hasUsualTempo: Bool = true) {
    genre = reading.genre(evidence, ceiling: ceiling)
    mood = reading.mood(evidence, ceiling: ceiling)
    tempo = reading.tempo(evidence, ceiling: ceiling, genre: hasUsualTempo ? genre : nil)
    energy = Self.energy(mood, tempo, evidence)
  }

  /// Mood and tempo of one witness make one finding: they come from the same words.
  private static func energy(
    _ mood: Finding<Distribution<Mood>>?, _ tempo: Finding<Tempo>?, _ evidence: Evidence
  ) -> Finding<Double>? {
    let excitement = mood.flatMap { finding in
      finding.value.place.map {
        (value: $0.arousal, weight: 0.8 * finding.confidence, detail: finding.detail)
      }
    }
    let speed = tempo.map { finding in
      (value: finding.value.liveliness, weight: 0.5 * finding.confidence, detail: finding.detail)
    }
    let parts = [excitement, speed].compactMap { $0 }.filter { $0.weight > 0 }
    guard let best = parts.max(by: { $0.weight < $1.weight }) else { return nil }
    let total = parts.reduce(0) { $0 + $1.weight }
    let value = parts.reduce(0) { $0 + $1.value * $1.weight } / total
    return Finding(value, confidence: best.weight, evidence: evidence, detail: best.detail)
  }
}

extension Tempo {
  /// From 60 beats per minute, still, to 180.
  fileprivate var liveliness: Double { min(max((beatsPerMinute - 60) / 120, 0), 1) }
}
