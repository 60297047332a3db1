/// The tones that a piece is made of, above its tonic.
enum Scale: String, Sendable, CaseIterable {
  case major, minor, dorian, mixolydian, lydian, phrygian, harmonic

  /// In semitones.
  var steps: [Int] {
    switch self {
    case .major: [0, 2, 4, 5, 7, 9, 11]
    case .minor: [0, 2, 3, 5, 7, 8, 10]
    case .dorian: [0, 2, 3, 5, 7, 9, 10]
    case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
    case .lydian: [0, 2, 4, 6, 7, 9, 11]
    case .phrygian: [0, 1, 3, 5, 7, 8, 10]
    case .harmonic: [0, 2, 3, 5, 7, 8, 11]
    }
  }

  var mode: Truth.Mode { steps.contains(4) ? .major : .minor }

  /// Semitones of a step, which goes on beyond the octave both ways.
  func semitones(_ step: Int) -> Int {
    let rest = ((step % 7) + 7) % 7
    return 12 * ((step - rest) / 7) + steps[rest]
  }
}

/// A chord, above the tonic of the piece.
struct Chord: Sendable, Equatable {
  /// 0 to 11.
  let root: Int
  /// Semitones above the root.
  let tones: [Int]

  /// Written as its root, by a digit to base 12, and its quality: "9m7", "A" or "07" for instance.
  init(_ text: Substring) {
    guard let root = Int(text.prefix(1), radix: 12), let tones = Self.qualities[String(text.dropFirst())]
    else { preconditionFailure("no chord is called \(text)") }
    self.root = root
    self.tones = tones
  }

  private static let qualities: [String: [Int]] = [
    "": [0, 4, 7], "m": [0, 3, 7], "7": [0, 4, 7, 10], "m7": [0, 3, 7, 10], "M7": [0, 4, 7, 11],
    "d": [0, 3, 6], "h": [0, 3, 6, 10], "s": [0, 5, 7], "s2": [0, 2, 7], "p": [0, 7], "6": [0, 4, 7, 9],
    "m6": [0, 3, 7, 9], "9": [0, 4, 7, 10, 14], "m9": [0, 3, 7, 10, 14], "+": [0, 4, 8], "a2": [0, 2, 4, 7],
  ]
}

/// Chords that come again and again: bars are separated by bars, and those of a bar share it evenly.
struct Progression: Sendable, Equatable {
  let scale: Scale
  let bars: [[Chord]]

  init(_ scale: Scale, _ text: String) {
    self.scale = scale
    bars = text.split(separator: "|").map { $0.split(separator: " ").map { Chord($0) } }
  }

  /// `place` is from 0 to 1 within the bar.
  func chord(bar: Int, place: Double) -> Chord {
    let chords = bars[bar % bars.count]
    return chords[min(chords.count - 1, Int(place * Double(chords.count) + 1e-9))]
  }
}
