import Glibc
import Models

extension TempoRange {
  /// Nil without a tempo of any weight.
  ///
  /// The mean on the circle that the octave is, as directions have one: 80 and 160 beats are the same direction.
  init?(_ opinions: [(value: Tempo, weight: Double)]) {
    let total = opinions.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return nil }
    var (cosine, sine) = (0.0, 0.0)
    for (tempo, weight) in opinions {
      let angle = 2 * Double.pi * log2(tempo.beatsPerMinute)
      cosine += cos(angle) * weight
      sine += sin(angle) * weight
    }
    let length = min(1, (cosine.squared + sine.squared).squareRoot() / total)
    let phase = atan2(sine, cosine) / (2 * .pi)
    guard let centre = Self.centre(at: phase, opinions) else { return nil }
    self.centre = centre
    concentration = length
    // Tempos all over the octave have 0.29; the formula knows no bound.
    spread = min(0.29, (-2 * log(max(length, 1e-9))).squareRoot() / (2 * .pi))
  }

  /// The place in the octave that has the most weight near it; the lowest of equal ones.
  private static func centre(at phase: Double, _ opinions: [(value: Tempo, weight: Double)]) -> Tempo? {
    var best: (tempo: Tempo, distance: Double)?
    for octave in 4...9 {
      guard let tempo = Tempo(exp2(phase + Double(octave))) else { continue }
      let distance = opinions.reduce(0) { $0 + abs(tempo.octaves(to: $1.value)) * $1.weight }
      if distance < best?.distance ?? .infinity { best = (tempo, distance) }
    }
    return best?.tempo
  }
}
