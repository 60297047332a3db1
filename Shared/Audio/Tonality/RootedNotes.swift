import Glibc

/// How much of each of the twelve notes a sound rests on, C first: each tone counts for itself and, less, for the notes
/// whose overtone it may be (Gómez 2006, "Tonal description of polyphonic audio for music content processing").
struct RootedNotes {
  private static let lowest = 24
  private static let noteCount = 84
  /// The first six partials of a tone, and what each says for it.
  private static let overtones: [(semitones: Int, weight: Float)] = [
    (0, 1), (12, 0.7), (19, 0.49), (24, 0.343), (28, 0.24), (31, 0.168),
  ]
  /// Of the greatest note of a frame; less than that is chance.
  private static let least: Float = 0.2

  /// Frames of a part.
  private static let partLength = 43

  private(set) var values = [Double](repeating: 0, count: 12)
  /// How strong each note is in each frame that sounds, the greatest 1.
  private(set) var frames: [[Float]] = []
  /// The same of each four seconds.
  private(set) var parts: [[Double]] = []
  /// How like a chord of three notes the frames are, on average: 0 to 1.
  private(set) var concord = 0.0
  private var notes = [Float](repeating: 0, count: Self.noteCount)

  /// `tuning` is in semitones.
  init(_ pitches: PitchFrames, tuning: Double) {
    let bottom = (pitches.levels.max() ?? 0) * 0.01
    var sounding = 0
    for frame in pitches.levels.indices {
      if frame % Self.partLength == 0 { parts.append([Double](repeating: 0, count: 12)) }
      if pitches.levels[frame] > bottom {
        add(pitches.tones(of: frame), tuning: Float(tuning))
        sounding += 1
      }
    }
    concord /= Double(max(1, sounding))
  }

  /// All frames count alike, so that no loud one drowns the others.
  private mutating func add(_ tones: ArraySlice<PitchFrames.Tone>, tuning: Float) {
    gather(tones, tuning: tuning)
    var classes = [Float](repeating: 0, count: 12)
    for (note, strength) in notes.enumerated() where strength > 0 {
      for overtone in Self.overtones where overtone.semitones <= note {
        classes[(note - overtone.semitones) % 12] += overtone.weight * strength
      }
    }
    guard let top = classes.max(), top > 0 else { return }
    frames.append(classes.map { $0 / top })
    concord += Double(Self.likeness(classes))
    for (index, value) in classes.enumerated() where value >= Self.least * top {
      values[index] += Double(value / top)
      parts[parts.count - 1][index] += Double(value / top)
    }
  }

  /// The cosine between a frame and the major or minor chord that it is most like.
  private static func likeness(_ classes: [Float]) -> Float {
    var power: Float = 0, best: Float = 0
    for root in 0..<12 {
      power += classes[root] * classes[root]
      let third = max(classes[(root + 3) % 12], classes[(root + 4) % 12])
      best = max(best, classes[root] + third + classes[(root + 7) % 12])
    }
    return power > 0 ? best / (3 * power).squareRoot() : 0
  }

  /// A note has one tone at most: what lies beside it is noise or a partial of a drum.
  private mutating func gather(_ tones: ArraySlice<PitchFrames.Tone>, tuning: Float) {
    notes.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for tone in tones {
      let pitch = tone.pitch - tuning
      let nearest = pitch.rounded()
      let index = Int(nearest) - Self.lowest
      guard notes.indices.contains(index) else { continue }
      let fit = cos((pitch - nearest) / 0.7 * Float.pi / 2)
      notes[index] = max(notes[index], tone.strength * fit)
    }
  }
}
