public import Samples

/// Something to analyse, and what analysis should find.
public struct Piece: Sendable {
  /// Tells of a piece what it is; it is a good file name.
  public let name: String
  public let split: Split
  /// How it is played, or what noise it is.
  public let style: String
  /// One of about eight broad genres.
  public let family: String?
  public let truth: Truth
  private let origin: Origin

  private enum Origin: Sendable {
    case played(Recipe)
    case clicked(Recipe, Clicks)
    case noise(Noise)
  }

  /// Renders the piece; the same seed gives the same samples.
  public func sound() -> SongSound {
    switch origin {
    case .played(let recipe):
      var arranger = Arranger(recipe)
      var draws = recipe.draws(3)
      let kits = recipe.style.kits
      let kit = kits.isEmpty ? Kit(name: "none", strokes: [:]) : draws.pick(kits)
      return Self.sound(recipe, arranger.compose(), kit)
    case .clicked(let recipe, let clicks): return Self.sound(recipe, clicks.score(recipe), clicks.kit)
    case .noise(let noise): return noise.sound()
    }
  }

  private static func sound(_ recipe: Recipe, _ score: Score, _ kit: Kit) -> SongSound {
    var stage = Stage(recipe, score, kit: kit)
    let mix = stage.mix()
    return recipe.mastering.sound(
      left: mix.left, right: mix.right, seed: UInt32(truncatingIfNeeded: recipe.seed))
  }

  init(_ recipe: Recipe, name: String, clicks: Clicks? = nil) {
    self.name = name
    split = recipe.style.split
    style = clicks == nil ? recipe.style.name : "clicks"
    family = recipe.kind == .music ? recipe.style.family : nil
    truth = Truth(recipe, isBarred: clicks?.isBarred ?? true)
    origin = clicks.map { .clicked(recipe, $0) } ?? .played(recipe)
  }

  init(_ noise: Noise, split: Split, name: String) {
    self.name = name
    self.split = split
    style = noise.color.rawValue
    family = nil
    truth = .nothing(
      noise.color == .silence ? .silence : .noise, duration: noise.duration, peak: noise.peak)
    origin = .noise(noise)
  }
}

extension Truth {
  init(_ recipe: Recipe, isBarred: Bool) {
    let (timeline, meter) = (recipe.timeline, recipe.meter)
    let first = Int(timeline.entry.rounded(.up))
    func time(ofBar bar: Int) -> Double { timeline.time(ofBeat: Double(bar * meter.beats)) }
    func times(by step: Int) -> [Double] {
      (0...recipe.bars * meter.beats).filter { $0 >= first && $0 % step == 0 }
        .map { timeline.time(ofBeat: Double($0)) }.filter { $0 >= 0 && $0 < recipe.duration }
    }
    let isTuned = recipe.kind == .music
    self.init(
      kind: recipe.kind, duration: recipe.duration, tempo: recipe.isSteady ? timeline.tempo : nil,
      otherTempi: recipe.style.otherTaps.map { $0 * timeline.tempo }, beats: times(by: 1),
      downbeats: isBarred ? times(by: meter.beats) : [], timeSignature: isBarred ? meter.name : nil,
      key: isTuned && recipe.staysInKey ? Key(tonic: recipe.tonic, mode: recipe.scale.mode) : nil,
      tuning: isTuned ? recipe.tuning : nil,
      sections: recipe.sections.map { section in
        Span(
          name: section.kind.rawValue, start: max(0, time(ofBar: section.bars.lowerBound)),
          end: min(recipe.duration, time(ofBar: section.bars.upperBound)))
      }.filter { $0.end > $0.start }, hasChorus: recipe.isSong, peak: recipe.mastering.peak)
  }
}

extension Recipe {
  /// It is long enough to have a key, and at least three quarters of it are in it.
  fileprivate var staysInKey: Bool {
    let bars = sections.reduce(0) { $0 + $1.bars.count }
    guard duration * timeline.tempo / 60 >= Double(4 * meter.beats) else { return false }
    return sections.filter { $0.shift == 0 }.reduce(0) { $0 + $1.bars.count } * 4 >= bars * 3
  }
}
