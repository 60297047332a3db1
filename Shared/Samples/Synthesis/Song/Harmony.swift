/// The tone and the scale that a song is in.
public struct SongKey: Sendable, Equatable {
  public enum Mode: String, Sendable, CaseIterable {
    case major, minor, dorian, mixolydian

    /// Semitones above the tonic.
    var steps: [Int] {
      switch self {
      case .major: [0, 2, 4, 5, 7, 9, 11]
      case .minor: [0, 2, 3, 5, 7, 8, 10]
      case .dorian: [0, 2, 3, 5, 7, 9, 10]
      case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
      }
    }

    /// Four chords each, by the step of the scale that they stand on.
    var progressions: [[Int]] {
      switch self {
      case .major: [[0, 4, 5, 3], [5, 3, 0, 4], [0, 5, 3, 4], [0, 3, 4, 3], [1, 4, 0, 5], [0, 2, 3, 4]]
      case .minor: [[0, 5, 2, 6], [0, 3, 4, 0], [0, 6, 5, 4], [0, 2, 6, 3], [5, 6, 0, 0], [0, 3, 5, 4]]
      case .dorian: [[0, 3, 0, 3], [0, 6, 3, 0], [0, 1, 2, 3], [0, 2, 3, 6]]
      case .mixolydian: [[0, 6, 3, 0], [0, 4, 6, 3], [0, 3, 6, 0], [0, 1, 6, 0]]
      }
    }
  }

  /// 0 is C, 11 is B.
  public let tonic: Int
  public let mode: Mode

  public init(tonic: Int, mode: Mode) {
    self.tonic = tonic
    self.mode = mode
  }

  /// The pitch of a step of the scale, which goes on beyond the octave in both directions. Step 0 of octave 4 is the C
  /// in the middle, or the tonic above it.
  func pitch(_ step: Int, octave: Int) -> Int {
    let (octaves, rest) = step.floored(by: 7)
    return 12 * (octave + 1 + octaves) + tonic + mode.steps[rest]
  }
}

/// The chord of a bar: three or four tones of the scale, a third apart.
public struct SongChord: Sendable, Equatable {
  /// The step of the scale that it stands on, 0 to 6.
  public let root: Int
  public let hasSeventh: Bool

  var steps: [Int] { hasSeventh ? [root, root + 2, root + 4, root + 6] : [root, root + 2, root + 4] }
}

extension Int {
  fileprivate func floored(by divisor: Int) -> (Int, Int) {
    let rest = ((self % divisor) + divisor) % divisor
    return ((self - rest) / divisor, rest)
  }
}
