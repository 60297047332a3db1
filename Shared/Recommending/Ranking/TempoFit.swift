import Glibc
import Models

/// Compares tempos with those of a creator, whichever octave they were measured in.
struct TempoFit {
  private let centre: Double
  private let width: Double
  private let chance: Double
  private let confidence: Double

  /// Twelve beats of 120 are 0.14 octaves: heard as another tempo, though not as a strange one.
  private static let tolerance = 0.08
  /// What is left of a fit in another octave: that one was measured wrongly is likelier than not.
  private static let otherOctave = 0.9

  init(_ taste: Leaning<TempoRange>) {
    centre = log2(taste.value.centre.beatsPerMinute)
    let width = (Self.tolerance.squared + taste.value.spread.squared).squareRoot()
    self.width = width
    chance = (0..<64).reduce(0) { $0 + Self.bell((Double($1) + 0.5) / 64 - 0.5, width) } / 64
    // Tempos all over the octave are no preference, however many there are.
    confidence = taste.confidence * taste.value.concentration
  }

  /// From -0.5 to 1, scaled by how sure both are.
  func signal(of tempo: Candidate.Level) -> Double {
    guard tempo.confidence > 0 else { return 0 }
    let distance = Double(tempo.value) - centre
    let octaves = distance.rounded()
    let lean = Fit.lean(Self.bell(distance - octaves, width), chance: chance)
    let factor = lean > 0 && octaves != 0 ? Self.otherOctave : 1
    return lean * factor * confidence * Double(tempo.confidence)
  }

  private static func bell(_ distance: Double, _ width: Double) -> Double {
    exp(-(distance / width).squared / 2)
  }
}
