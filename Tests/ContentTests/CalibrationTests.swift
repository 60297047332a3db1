import Glibc
import Models
import TestKit
import Testing

/// Whether what is fused of noisy witnesses is better than each of them, and as sure as it says.
@Suite struct CalibrationTests {
  private static let seed: UInt64 = 90_210
  private static let videos: [PlantedVideo] = {
    var random = SeededGenerator(seed: seed)
    return (0..<4_000).compactMap { _ in PlantedVideo(&random) }
  }()

  /// How cases went in which something was claimed.
  private struct Tally {
    var fused = 0.0
    /// By modality, and of the fused value in the same cases.
    var single: [Evidence: (error: Double, fused: Double, count: Double)] = [:]
    var contained = 0.0
    var count = 0.0
    /// By tenths of what is claimed: how often it was true.
    var bins: [Int: (claimed: Double, right: Double, count: Double)] = [:]

    mutating func add<Value>(
      _ feature: Feature<Value>, isInside: Bool, isRight: Bool, chance: Double, error: (Value) -> Double
    ) {
      let own = error(feature.value)
      fused += own
      count += 1
      if isInside { contained += 1 }
      for finding in feature.findings {
        let before = single[finding.evidence] ?? (0, 0, 0)
        single[finding.evidence] = (before.0 + error(finding.value), before.1 + own, before.2 + 1)
      }
      // A confidence is what is known beyond chance.
      let claimed = feature.confidence + (1 - feature.confidence) * chance
      let bin = min(9, Int(claimed * 10)), before = bins[bin] ?? (0, 0, 0)
      bins[bin] = (before.0 + claimed, before.1 + (isRight ? 1 : 0), before.2 + 1)
    }

    var error: Double { fused / count }
    var coverage: Double { contained / count }
    /// The worst difference of what was claimed from what was true, in bins of so many cases that it is no chance.
    var worstBin: Double {
      bins.values.filter { $0.count >= 150 }.map { abs($0.claimed - $0.right) / $0.count }.max() ?? 1
    }

    var words: String {
      let singles = single.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key) \($0.value.error / $0.value.count) (fused \($0.value.fused / $0.value.count))" }
      return "error \(error), coverage \(coverage), worst bin \(worstBin), " + singles.joined(separator: ", ")
    }

    func check(_ name: String, coverage range: ClosedRange<Double>? = 0.75...0.95) {
      if let range { #expect(range.contains(coverage), "\(name): \(words)") }
      #expect(worstBin <= 0.1, "\(name): \(words), \(bins)")
      for (evidence, one) in single where one.count >= 150 {
        #expect(one.fused < one.error, "\(name) against \(evidence): \(words)")
      }
    }
  }

  private static func tally(
    _ truth: (PlantedVideo) -> Double, _ findings: (PlantedVideo) -> [Finding<Double>]
  ) -> Tally {
    var tally = Tally()
    for video in videos {
      guard let feature = Feature(findings(video)), let interval = feature.interval else { continue }
      let truth = truth(video)
      let window = min(1, feature.value + 0.2) - max(0, feature.value - 0.2)
      tally.add(
        feature, isInside: interval.contains(truth), isRight: abs(feature.value - truth) <= 0.2,
        chance: window, error: { abs($0 - truth) })
    }
    return tally
  }

  @Test func `energy, valence and arousal are nearer than the best witness and as sure as they say`() {
    Self.tally(\.energy, \.energies).check("energy")
    Self.tally(\.valence, \.valences).check("valence")
    Self.tally(\.arousal, \.arousals).check("arousal")
  }

  @Test func `tempo is nearer than the best witness, up to the octave, and as sure as it says`() {
    var tally = Tally(), exact = Tally()
    for video in Self.videos {
      guard let feature = Feature(video.tempos), let interval = feature.interval else { continue }
      func distance(_ tempo: Tempo) -> Double {
        let octaves = tempo.octaves(to: video.tempo)
        return abs(octaves - octaves.rounded())
      }
      let folded = [-2, -1, 0, 1, 2].map { video.tempo.beatsPerMinute * exp2(Double($0)) }
      let isRight = distance(feature.value) <= 1.0 / 12
      tally.add(
        feature, isInside: folded.contains(where: interval.contains), isRight: isRight, chance: 1.0 / 6,
        error: distance)
      exact.add(
        feature, isInside: true, isRight: isRight, chance: 1.0 / 6,
        error: { abs($0.octaves(to: video.tempo)) })
    }

    tally.check("tempo")
    // With the octave it is nearer than what measures: words, which count beats, know it better than all together.
    exact.single[.hashtags] = nil
    exact.check("tempo with its octave", coverage: nil)
  }

  @Test func `genre and mood are right more often than the best witness, and as often as they say`() {
    var genres = Tally(), moods = Tally()
    for video in Self.videos {
      if let genre = Feature(video.genres) {
        genres.add(
          genre, isInside: true, isRight: genre.value.top == video.genre,
          chance: 1.0 / Double(Genre.allCases.count), error: { $0.top == video.genre ? 0 : 1 })
      }
      if let mood = Feature(video.moods) {
        moods.add(
          mood, isInside: true, isRight: mood.value.top == video.mood,
          chance: 1.0 / Double(Mood.allCases.count), error: { $0.top == video.mood ? 0 : 1 })
      }
    }

    genres.check("genre", coverage: nil)
    moods.check("mood", coverage: nil)
  }
}
