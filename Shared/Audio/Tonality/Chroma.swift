import Glibc

/// How strongly each of the twelve notes sounds in each frame, C first.
public struct Chroma: Sendable, Equatable {
  /// Frames a second.
  public let rate: Double
  /// Twelve a frame, the greatest 1; all 0 where no tone sounds.
  public let values: [Float]
  /// By how many cents the sound is higher than 440 Hz for A, from -50 to 50.
  public let tuningCents: Double
  public let frameCount: Int

  public init(_ pitches: PitchFrames) {
    rate = pitches.rate
    frameCount = pitches.levels.count
    let tuning = pitches.tuning
    let semitones = tuning == .zero ? 0 : atan2(tuning.y, tuning.x) / (2 * Double.pi)
    tuningCents = 100 * semitones
    let bottom = (pitches.levels.max() ?? 0) * 0.01
    let weights = Self.weights(tuning: semitones)
    var values: [Float] = []
    values.reserveCapacity(12 * frameCount)
    for frame in 0..<frameCount {
      let isLoud = pitches.levels[frame] > bottom
      let bins = pitches.bins[frame * PitchFrames.binCount..<(frame + 1) * PitchFrames.binCount]
      values += isLoud ? Self.notes(Array(bins), weights) : [Float](repeating: 0, count: 12)
    }
    self.values = values
  }

  /// What each bin gives to each note: a cosine of its distance, nothing beyond half a semitone and a bin.
  private static func weights(tuning: Double) -> [[Float]] {
    let perNote = Double(PitchFrames.binCount) / 12
    return (0..<12).map { note in
      (0..<PitchFrames.binCount).map { bin in
        // C is three semitones above the first bin.
        var distance = Double(bin) / perNote - tuning - Double(note + 3)
        distance -= 12 * (distance / 12).rounded()
        return abs(distance) < 0.7 ? Float(pow(cos(distance / 0.7 * Double.pi / 2), 2)) : 0
      }
    }
  }

  private static func notes(_ bins: [Float], _ weights: [[Float]]) -> [Float] {
    let direct = weights.map { row in zip(row, bins).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
    // A tone may be the third harmonic of another (Gómez 2006): of the note a fifth below.
    let notes = (0..<12).map { direct[$0] + 0.11 * direct[($0 + 7) % 12] }
    guard let top = notes.max(), top > 0 else { return [Float](repeating: 0, count: 12) }
    return notes.map { $0 < 0.1 * top ? 0 : $0 / top }
  }
}
