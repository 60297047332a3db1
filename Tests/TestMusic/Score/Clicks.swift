import Samples

/// A metronome.
struct Clicks: Sendable {
  let drum: Drum
  /// Whether the first beat of a bar is marked.
  let isBarred: Bool
  /// Whether it also clicks between the beats.
  let isDivided: Bool
  let kit: Kit

  init(_ split: Split, _ draws: inout Draws) {
    let pitch = draws.value(700...2600)
    isBarred = draws.chance(60)
    isDivided = draws.chance(25)
    drum = .click
    let decay = draws.value(0.008...0.06)
    let layers: [Layer] =
      split == .tuning
      ? [
        draws.chance(50)
          ? .modes([1], base: pitch, decay: decay, level: 0.8)
          : .noise(low: pitch, high: pitch * 3, decay: decay, level: 0.8)
      ]
      : [
        draws.chance(50)
          ? .sweep(from: pitch * 2, to: pitch, fall: 0.01, decay: decay, level: 0.8)
          : .modes([1, 2.76, 5.4], base: pitch, decay: decay, level: 0.8)
      ]
    kit = Kit(name: "metronome", strokes: [.click: Stroke(layers: layers)])
  }

  func score(_ recipe: Recipe) -> Score {
    var hits: [Score.Hit] = []
    for beat in 0..<recipe.bars * recipe.meter.beats {
      let isFirst = isBarred && beat % recipe.meter.beats == 0
      hits.append(Score.Hit(drum: drum, start: Double(beat), strength: isFirst ? 1 : 0.6))
      if isDivided { hits.append(Score.Hit(drum: drum, start: Double(beat) + 0.5, strength: 0.25)) }
    }
    return Score(notes: recipe.style.parts.map { _ in [] }, hits: hits)
  }
}
