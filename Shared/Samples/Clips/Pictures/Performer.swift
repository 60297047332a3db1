/// Who or what moves before the background of a shot.
struct Performer {
  private struct Thing {
    let isRound: Bool
    let color: ClipPalette.Color
    let size: (x: Int, y: Int)
    let centre: (x: Int, y: Int)
    let reach: (x: Int, y: Int)
    /// 1,024 are once, of a frame each.
    let speed: (x: Int, y: Int)
    let phase: Int
  }

  private let style: SampleClip.Style
  /// Of what moves as people do, 1,024 are a beat.
  private let beat: Int
  private let clothes: ClipPalette.Color
  private let palette: ClipPalette
  private let scale: Int
  private let x: Int
  private let seed: UInt32
  private let things: [Thing]

  init(_ clip: SampleClip, _ palette: ClipPalette, _ draws: inout Draws) {
    style = clip.style
    self.palette = palette
    let tempo =
      if case .song(let song, _) = clip.sound { song.tempo } else { 100 }
    beat = 1_024 * tempo / (60 * ClipPlan.frameRate)
    clothes = palette.accent
    // Near by, or the whole person.
    scale = draws.number(style == .talk ? 75...110 : 55...100)
    x = SampleClip.width * draws.number(35...65) / 100
    seed = UInt32(truncatingIfNeeded: draws.next())
    let count =
      switch style {
      case .game: draws.number(3...6)
      case .scenery: draws.number(0...2)
      case .dance, .talk, .slides: 0
      }
    things = (0..<count).map { _ in Self.thing(clip.style == .game ? 4 : 1, palette, &draws) }
  }

  private static func thing(_ haste: Int, _ palette: ClipPalette, _ draws: inout Draws) -> Thing {
    Thing(
      isRound: draws.chance(60),
      color: draws.chance(50) ? palette.accent : palette.colors[draws.number(120...255)],
      size: (draws.number(3...6 + 2 * haste), draws.number(3...6 + 2 * haste)),
      centre: (draws.number(10...80), draws.number(30...130)),
      reach: (draws.number(6...40), draws.number(4...30)),
      speed: (draws.number(6...18) * haste, draws.number(4...14) * haste), phase: draws.number(0...1_023))
  }

  /// As they are in a frame of the film.
  func show(_ frame: Int, in picture: inout Picture) {
    switch style {
    case .dance: dance(frame * beat, in: &picture)
    case .talk: talk(frame, in: &picture)
    case .slides: break
    case .scenery, .game: for thing in things { show(thing, frame, in: &picture) }
    }
  }

  private func show(_ thing: Thing, _ frame: Int, in picture: inout Picture) {
    let x = thing.centre.x + Wave.triangle(thing.phase + frame * thing.speed.x, thing.reach.x)
    let y = thing.centre.y + Wave.triangle(thing.phase * 3 + frame * thing.speed.y, thing.reach.y)
    if thing.isRound {
      picture.fillEllipse(x: x, y: y, thing.size.x, thing.size.y, thing.color)
    } else {
      picture.fillBox(
        x: x - thing.size.x, y: y - thing.size.y, 2 * thing.size.x, 2 * thing.size.y, thing.color)
    }
  }

  /// Down on each beat, from side to side in two of them, arms up and down.
  private func dance(_ phase: Int, in picture: inout Picture) {
    func scaled(_ length: Int) -> Int { length * scale / 100 }
    let bob = abs(Wave.triangle(phase / 2, scaled(7)))
    let sway = Wave.triangle(phase / 2, scaled(8)), arm = Wave.triangle(phase / 2 + 256, scaled(22))
    let floor = SampleClip.height - 22
    let hip = floor - scaled(44) + bob
    let (middle, shoulder) = (x + sway / 2, hip - scaled(34))
    for side in [-1, 1] {
      picture.fillEllipse(
        x: x + side * scaled(7), y: floor - scaled(20) + bob / 2, scaled(5), scaled(24), palette.colors[30])
      picture.fillEllipse(
        x: middle + side * scaled(18), y: shoulder + scaled(8) + side * arm, scaled(5), scaled(14),
        palette.skin)
    }
    picture.fillEllipse(x: middle, y: hip - scaled(14), scaled(13), scaled(26), clothes)
    picture.fillEllipse(x: x + sway, y: shoulder - scaled(14), scaled(10), scaled(13), palette.skin)
    picture.fillEllipse(x: x + sway, y: shoulder - scaled(22), scaled(10), scaled(7), palette.colors[15])
  }

  /// A head that nods a little, with a mouth that moves.
  private func talk(_ frame: Int, in picture: inout Picture) {
    func scaled(_ length: Int) -> Int { length * scale / 100 }
    let mouth = 1 + Int(Shades.hash(frame / 2, 11, seed) >> 30)
    let (cx, cy) = (x + Wave.triangle(frame * 37, 2), 66 + Wave.triangle(frame * 61, 2))
    picture.fillEllipse(x: x, y: SampleClip.height, scaled(38), scaled(60), clothes)
    picture.fillEllipse(x: cx, y: cy - scaled(8), scaled(25), scaled(32), palette.colors[20])
    picture.fillEllipse(x: cx, y: cy, scaled(21), scaled(29), palette.skin)
    for side in [-1, 1] {
      picture.fillEllipse(
        x: cx + side * scaled(8), y: cy - scaled(6), 3, frame % 40 < 2 ? 0 : 2, palette.colors[5])
    }
    picture.fillEllipse(x: cx, y: cy + scaled(14), scaled(7), mouth, palette.colors[10])
  }
}
