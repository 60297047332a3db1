import Glibc

/// Makes the plan of a clip from a seed: where shots begin, how, and what is in them.
struct Planner {
  private static let rates: [FrameRate] = [
    FrameRate(ticks: 30, pattern: [1]), FrameRate(ticks: 24, pattern: [1]),
    FrameRate(ticks: 60, pattern: [1]), FrameRate(ticks: 25, pattern: [1]),
    FrameRate(ticks: 30_000, pattern: [1001]), FrameRate(ticks: 15, pattern: [1]),
    FrameRate(ticks: 50, pattern: [1]), FrameRate(ticks: 10, pattern: [1]),
  ]
  private static let variable: [FrameRate] = [
    FrameRate(ticks: 60, pattern: [1, 2, 2, 3, 1, 2]), FrameRate(ticks: 60, pattern: [2, 2, 2, 4, 2, 6]),
    FrameRate(ticks: 90, pattern: [3, 3, 4, 2, 3, 9, 3]),
  ]

  let kind: Clip.Kind
  let split: Clip.Split
  private let number: Int
  private let rate: FrameRate
  private var draws: Draws

  init(_ kind: Clip.Kind, _ split: Clip.Split, number: Int, seed: UInt64) {
    (self.kind, self.split, self.number) = (kind, split, number)
    draws = Draws(seed, number, split == .tuning ? 1 : 2)
    rate =
      kind == .variable
      ? draws.pick(Self.variable) : Self.rates[(number * 5 + number / 12) % Self.rates.count]
  }

  mutating func clip() -> Clip {
    let frameCount = Int(draws.number(10...13) * rate.perSecond)
    let transitions = makeTransitions(rate.time(of: frameCount))
    let scenes = makeScenes(transitions.count + 1, transitions)
    let flashes = makeFlashes(transitions, frameCount)
    let digits = String(number + 1000).dropFirst()
    return Clip(
      name: "\(split.rawValue)-\(digits)-\(kind.rawValue)-\(Int(rate.perSecond.rounded()))",
      kind: kind, split: split, rate: rate, frameCount: frameCount, transitions: transitions,
      flashes: flashes, scenes: scenes, bars: kind == .letterbox ? draws.number(0.1...0.3) : 0)
  }

  private var shotSeconds: ClosedRange<Double> {
    switch kind {
    case .rapid: 0.4...1
    case .slideshow: 0.8...2.2
    case .dissolves, .fades: 1.6...3
    default: 0.9...2.6
    }
  }

  private mutating func makeTransitions(_ duration: Double) -> [PlantedTransition] {
    var result: [PlantedTransition] = []
    var time = 0.0
    while true {
      time += draws.number(shotSeconds)
      let transitionKind = pickTransition()
      let length = transitionKind == .cut ? 0 : draws.number(transitionKind == .fade ? 0.5...1.5 : 0.4...1.2)
      guard time + length < duration - 0.5 else { return result }
      result.append(makeTransition(transitionKind, time, length))
      time += length
    }
  }

  private mutating func pickTransition() -> PlantedTransition.Kind {
    switch kind {
    case .dissolves: draws.chance(65) ? .dissolve : .cut
    case .fades: draws.chance(65) ? .fade : .cut
    case .slideshow: draws.chance(35) ? .dissolve : .cut
    case .mixed, .variable, .letterbox: draws.chance(20) ? .dissolve : draws.chance(15) ? .fade : .cut
    default: .cut
    }
  }

  private mutating func makeTransition(
    _ kind: PlantedTransition.Kind, _ time: Double, _ length: Double
  ) -> PlantedTransition {
    let through: UInt8 = kind == .fade && draws.chance(20) ? 255 : 0
    var frame = 0
    // The next shot is seen from the beginning of a dissolve on, and from the middle of a fade on.
    let seen = kind == .fade ? time + length / 2 : time
    while rate.time(of: frame) < seen - 1e-9 { frame += 1 }
    let start = kind == .cut ? rate.time(of: frame) : time
    return PlantedTransition(
      kind: kind, start: start, end: start + length, frame: frame, through: through)
  }

  private mutating func makeFlashes(
    _ transitions: [PlantedTransition], _ frameCount: Int
  ) -> [PlantedFlash] {
    guard kind == .flashes || (kind == .mixed && draws.chance(50)) else { return [] }
    var result: [PlantedFlash] = []
    for _ in 0..<(kind == .flashes ? 14 : 3) {
      let frame = draws.index(below: frameCount - 8) + 4
      let time = rate.time(of: frame)
      let isFree =
        transitions.allSatisfy { time < $0.start - 0.45 || time > $0.end + 0.45 }
        && result.allSatisfy { abs(rate.time(of: $0.frame) - time) > 0.6 }
      let longest = max(1, min(4, Int(rate.perSecond * 0.1)))
      let flash = PlantedFlash(
        frame: frame, frameCount: 1 + draws.index(below: longest), strength: draws.number(0.35...1))
      if isFree { result.append(flash) }
    }
    return result.sorted { $0.frame < $1.frame }
  }

  private mutating func makeScenes(_ count: Int, _ transitions: [PlantedTransition]) -> [Scene] {
    var scenes: [Scene] = []
    for _ in 0..<count {
      let kinds = Texture.Kind.all(split)
      guard let last = scenes.last else {
        let palette = Palette(&draws)
        scenes.append(makeScene(Texture(draws.pick(kinds), palette, &draws)))
        continue
      }
      // Some shots are of the same place as the one before, in the same light.
      let palette = draws.chance(25) ? last.texture.palette.similar(&draws) : Palette(&draws)
      let others = kinds.filter { $0 != last.texture.kind || !$0.repeats }
      scenes.append(makeScene(Texture(draws.pick(others), palette, &draws)))
    }
    return scenes
  }

  private mutating func makeScene(_ texture: Texture) -> Scene {
    let camera: Camera.Style =
      switch kind {
      case .pans: draws.chance(80) ? .pan : .zoom
      case .handheld: .handheld
      case .sports: .sports
      case .slideshow: draws.chance(70) ? .still : .zoom
      case .mixed, .variable: draws.pick([.still, .drift, .pan, .handheld, .sports, .zoom])
      default: draws.pick([.still, .drift, .drift, .handheld, .zoom])
      }
    let isStill = kind == .slideshow
    let (count, size, speed) = thingsWanted
    return Scene(
      texture: texture, camera: Camera(camera, &draws),
      things: (0..<count).map { _ in Thing(texture.palette, size: size, speed: speed, &draws) },
      grain: isStill ? 0 : draws.pick([0, 1.5, 3, 6]), flicker: isStill ? 0 : draws.pick([0, 0, 0.01, 0.03]))
  }

  private var thingsWanted: (count: Int, size: ClosedRange<Double>, speed: Double) {
    switch kind {
    case .slideshow: (0, 0.1...0.2, 0)
    case .sports: (5, 0.08...0.28, 2)
    case .pans, .handheld: (2, 0.06...0.2, 0.5)
    default: (2, 0.06...0.25, 0.7)
    }
  }
}
