import Content
import Glibc
import Models
import TestKit

/// A video of which the truth is known, and what noisy witnesses say of it.
///
/// A witness speaks in so many cases of a hundred. It tells of the truth as often as its confidence says, with its own noise,
/// and otherwise says anything: for genres and moods half the time what sounds alike, as people and machines err.
struct PlantedVideo {
  struct Witnessing {
    let evidence: Evidence
    let speaks: Double
    let confidences: ClosedRange<Double>
    let levelNoise: Double
    let tempoNoise: Double
    /// How often it takes a tempo for its double or half.
    let octaveErrors: Double
    var tellsGenre = true
  }

  /// Words, sound, the known track and picture, as far as they resemble what analysis has.
  static let witnesses = [
    Witnessing(
      evidence: .hashtags, speaks: 0.6, confidences: 0.3...0.85, levelNoise: 0.15, tempoNoise: 0.05,
      octaveErrors: 0.05),
    Witnessing(
      evidence: .audio, speaks: 0.7, confidences: 0.4...0.9, levelNoise: 0.1, tempoNoise: 0.012,
      octaveErrors: 0.15),
    Witnessing(
      evidence: .picture, speaks: 0.85, confidences: 0.15...0.55, levelNoise: 0.2, tempoNoise: 0.012,
      octaveErrors: 0.35, tellsGenre: false),
  ]

  let genre: Genre
  let mood: Mood
  let tempo: Tempo
  let energy: Double
  let valence: Double
  let arousal: Double

  var genres: [Finding<Distribution<Genre>>] = []
  var moods: [Finding<Distribution<Mood>>] = []
  var tempos: [Finding<Tempo>] = []
  var energies: [Finding<Double>] = []
  var valences: [Finding<Double>] = []
  var arousals: [Finding<Double>] = []

  init?(_ random: inout SeededGenerator) {
    let genres = Genre.allCases, moods = Mood.allCases
    genre = genres[Int.random(in: genres.indices, using: &random)]
    mood = moods[Int.random(in: moods.indices, using: &random)]
    guard let tempo = Tempo(70 * exp2(Double.random(in: 0...1.3, using: &random))) else { return nil }
    self.tempo = tempo
    energy = Double.random(in: 0...1, using: &random)
    valence = Double.random(in: 0...1, using: &random)
    arousal = Double.random(in: 0...1, using: &random)
    for witness in Self.witnesses {
      guard Double.random(in: 0...1, using: &random) < witness.speaks else { continue }
      listen(to: witness, &random)
    }
  }

  private mutating func listen(to witness: Witnessing, _ random: inout SeededGenerator) {
    func confidence() -> Double { Double.random(in: witness.confidences, using: &random) }
    let (evidence, noise) = (witness.evidence, witness.levelNoise)
    if witness.tellsGenre {
      let (sure, sureMood) = (confidence(), confidence())
      genres.append(
        Finding(.only(Self.told(genre, sure, &random)), confidence: sure, evidence: evidence))
      moods.append(
        Finding(.only(Self.told(mood, sureMood, &random)), confidence: sureMood, evidence: evidence))
    }
    let sure = confidence()
    if let heard = Self.told(tempo, sure, witness, &random) {
      tempos.append(Finding(heard, confidence: sure, evidence: evidence, spread: witness.tempoNoise))
    }
    energies.append(Self.told(energy, confidence(), noise, evidence, &random))
    valences.append(Self.told(valence, confidence(), noise, evidence, &random))
    arousals.append(Self.told(arousal, confidence(), noise, evidence, &random))
  }

  private static func told<Label: CaseIterable & Equatable>(
    _ truth: Label, _ confidence: Double, _ random: inout SeededGenerator
  ) -> Label {
    let all = Array(Label.allCases)
    guard Double.random(in: 0...1, using: &random) >= confidence else { return truth }
    // Half of all errors are the one that lies next to it.
    let next = ((all.firstIndex(of: truth) ?? 0) + 1) % all.count
    return Bool.random(using: &random) ? all[next] : all[Int.random(in: all.indices, using: &random)]
  }

  private static func told(
    _ truth: Double, _ confidence: Double, _ noise: Double, _ evidence: Evidence,
    _ random: inout SeededGenerator
  ) -> Finding<Double> {
    let isTold = Double.random(in: 0...1, using: &random) < confidence
    let value =
      isTold ? truth + noise * normal(&random) : Double.random(in: 0...1, using: &random)
    return Finding(min(max(value, 0), 1), confidence: confidence, evidence: evidence, spread: noise)
  }

  private static func told(
    _ truth: Tempo, _ confidence: Double, _ witness: Witnessing, _ random: inout SeededGenerator
  ) -> Tempo? {
    guard Double.random(in: 0...1, using: &random) < confidence else {
      return Tempo(60 * exp2(Double.random(in: 0...1.7, using: &random)))
    }
    var octaves = witness.tempoNoise * normal(&random)
    if Double.random(in: 0...1, using: &random) < witness.octaveErrors {
      octaves += Bool.random(using: &random) ? 1 : -1
    }
    return Tempo(truth.beatsPerMinute * exp2(octaves))
  }

  private static func normal(_ random: inout SeededGenerator) -> Double {
    let first = Double.random(in: 1e-12...1, using: &random)
    let second = Double.random(in: 0...1, using: &random)
    return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
  }
}
