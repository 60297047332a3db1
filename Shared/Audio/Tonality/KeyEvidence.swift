import Glibc

/// What speaks for each key, and for there being any.
public struct KeyEvidence: Sendable, Equatable {
  /// How much of each note there is, C first.
  public let notes: [Double]
  /// Correlations with the keys, major before minor, C first.
  public let correlations: [Double]
  /// The same of the notes that the sound rests on, when overtones count for their roots.
  public let rooted: [Double]
  /// How likely each key is, if there is any: what the key is chosen by.
  public let chances: [Double]
  /// How much of the sound is tones, from 0 to 1.
  public let clarity: Double
  /// How far the notes are from all alike: 0 where every note sounds as much.
  public let contrast: Double
  /// How much of the time any tone sounds.
  public let presence: Double
  /// How far the tones keep to one tuning, from 0 to 1: drums do not.
  public let temperament: Double
  /// How many notes there are, when those that are rare count for little: 1 to 12.
  public let variety: Double
  /// How much of the notes is in the scale of the best key.
  public let fit: Double
  /// How like a chord of three notes each moment is, from 0 to 1.
  public let concord: Double
  /// How well the parts of the sound go with the best key of the whole, on average.
  public let constancy: Double

  public init(_ chroma: Chroma, _ pitches: PitchFrames, profiles: [KeyProfile] = [.shaath, .scale]) {
    var notes = [Double](repeating: 0, count: 12)
    var sounding = 0, clarity = 0.0, weights = 0.0
    for frame in 0..<chroma.frameCount {
      let values = chroma.values[frame * 12..<frame * 12 + 12]
      guard values.contains(where: { $0 > 0 }) else { continue }
      sounding += 1
      clarity += Double(pitches.clarity[frame] * pitches.levels[frame])
      weights += Double(pitches.levels[frame])
      for (note, value) in values.enumerated() { notes[note] += Double(value) }
    }
    self.notes = notes
    self.clarity = weights > 0 ? clarity / weights : 0
    presence = Double(sounding) / Double(max(1, chroma.frameCount))
    let mean = notes.reduce(0, +) / 12
    let spread = (notes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 12).squareRoot()
    contrast = mean > 0 ? spread / mean : 0
    correlations = Self.correlations(notes, profiles)
    let roots = RootedNotes(pitches, tuning: chroma.tuningCents / 100)
    rooted = Self.correlations(roots.values, profiles)
    chances = ConditionalLogit.keys.probabilities(KeyTraits(roots, rate: pitches.rate).values)
    temperament = pitches.temperament
    variety = Self.variety(notes)
    fit = Self.fit(notes, rooted)
    concord = roots.concord
    constancy = Self.constancy(roots.parts, rooted, profiles)
  }

  /// The number of notes that would have the same entropy, were they all alike.
  private static func variety(_ notes: [Double]) -> Double {
    let sum = notes.reduce(0, +)
    guard sum > 0 else { return 0 }
    var entropy = 0.0
    for note in notes where note > 0 { entropy -= note / sum * log(note / sum) }
    return exp(entropy)
  }

  private static func fit(_ notes: [Double], _ keys: [Double]) -> Double {
    let sum = notes.reduce(0, +)
    guard sum > 0, let top = keys.max(), let best = keys.firstIndex(of: top) else { return 0 }
    let scale = best < 12 ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
    return scale.reduce(0) { $0 + notes[($1 + best) % 12] } / sum
  }

  /// What the likelihood of a key is judged by.
  public var values: [Double] {
    [
      correlations.max() ?? 0, clarity, min(contrast, 1.5), max(0, contrast - 1.5), presence,
      rooted.max() ?? 0, temperament, fit, concord, constancy, max(0, 0.5 - contrast),
      max(0, 0.3 - temperament),
    ]
  }

  private static func constancy(_ parts: [[Double]], _ keys: [Double], _ profiles: [KeyProfile]) -> Double {
    let sounding = parts.filter { $0.contains { $0 > 0 } }
    guard let top = keys.max(), let best = keys.firstIndex(of: top) else { return 0 }
    return sounding.map { correlations($0, profiles)[best] }.mean
  }

  private static func correlations(_ notes: [Double], _ profiles: [KeyProfile]) -> [Double] {
    var sums = [Double](repeating: 0, count: 24)
    for profile in profiles {
      for (key, value) in profile.correlations(notes).enumerated() {
        sums[key] += value / Double(profiles.count)
      }
    }
    return sums
  }
}
