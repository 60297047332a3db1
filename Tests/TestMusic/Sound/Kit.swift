/// The drums of a style.
struct Kit: Sendable {
  let name: String
  let strokes: [Drum: Stroke]
}

/// Drums by what they are like; each kit chooses its own figures.
extension Stroke {
  static func kick(_ from: Double, _ to: Double, fall: Double, decay: Double, click: Double) -> Stroke {
    Stroke(layers: [
      .sweep(from: from, to: to, fall: fall, decay: decay, level: 0.9),
      .noise(low: 1500, high: 6000, decay: 0.006, level: click),
    ])
  }

  static func snare(_ tone: Double, _ wires: ClosedRange<Double>, decay: Double, body: Double) -> Stroke {
    Stroke(
      layers: [
        .modes([1, 1.59, 2.14], base: tone, decay: decay * 0.6, level: body),
        .noise(low: wires.lowerBound, high: wires.upperBound, decay: decay, level: 0.9),
      ], place: 0.06)
  }

  static func clap(_ low: Double, decay: Double) -> Stroke {
    Stroke(layers: [.noise(low: low, high: low * 3, decay: decay, level: 1.1, claps: 4)], place: -0.1)
  }

  static func hat(_ low: Double, decay: Double, level: Double = 0.32) -> Stroke {
    Stroke(layers: [.noise(low: low, high: 16_000, decay: decay, level: level)], place: 0.3)
  }

  static func metal(_ base: Double, above: Double, decay: Double, level: Double = 0.3) -> Stroke {
    Stroke(layers: [.metal(base: base, above: above, decay: decay, level: level)], place: -0.25)
  }

  static func cymbal(_ low: Double, decay: Double, level: Double) -> Stroke {
    Stroke(
      layers: [
        .noise(low: low, high: 14_000, decay: decay, level: level),
        .metal(base: low / 9, above: low, decay: decay * 0.5, level: level * 0.4),
      ], place: 0.4)
  }

  static func skin(_ pitch: Double, decay: Double, slap: Double = 0.1, place: Double = 0) -> Stroke {
    Stroke(
      layers: [
        .sweep(from: pitch * 1.25, to: pitch, fall: 0.03, decay: decay, level: 0.6),
        .modes([1.59, 2.3, 2.9], base: pitch, decay: decay * 0.4, level: 0.2),
        .noise(low: 800, high: 5000, decay: 0.02, level: slap),
      ], place: place)
  }

  static func wood(_ pitch: Double, decay: Double = 0.03) -> Stroke {
    Stroke(layers: [.modes([1, 2.57, 4.9], base: pitch, decay: decay, level: 0.5)], place: -0.35)
  }

  static func bell(_ pitch: Double, decay: Double) -> Stroke {
    Stroke(layers: [.metal(base: pitch, above: 500, decay: decay, level: 0.4)], place: 0.25)
  }

  static func grain(_ low: Double, decay: Double, rise: Double, level: Double = 0.3) -> Stroke {
    Stroke(layers: [.noise(low: low, high: 13_000, decay: decay, level: level, rise: rise)], place: 0.45)
  }
}
