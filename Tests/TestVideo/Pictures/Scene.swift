import Glibc

/// What is to be seen in one shot.
struct Scene: Sendable {
  let texture: Texture
  let camera: Camera
  let things: [Thing]
  /// How strong the grain is, in steps of brightness.
  let grain: Double
  /// How much the light flickers, as a part of it.
  let flicker: Double
}

/// Something that moves in front of the background.
struct Thing: Sendable {
  enum Form: Sendable { case disc, box, striped }

  let form: Form
  let color: Color
  let other: Color
  /// Half its width and height; the unit is the width of the picture.
  let size: (x: Double, y: Double)
  private let center: (x: Double, y: Double)
  private let reach: (x: Double, y: Double)
  private let hertz: (x: Double, y: Double)
  private let phase: (x: Double, y: Double)

  /// `speed` is the fastest that it gets, in widths of the picture a second.
  init(_ palette: Palette, size: ClosedRange<Double>, speed: Double, _ draws: inout Draws) {
    form = draws.pick([.disc, .box, .striped])
    color = draws.chance(50) ? palette.colors[4] : draws.pick(palette.colors)
    other = draws.pick(palette.colors)
    self.size = (draws.number(size), draws.number(size) * 1.4)
    center = (draws.number(0.1...0.9), draws.number(0.2...1.6))
    reach = (draws.number(0.1...0.7), draws.number(0.05...0.4))
    hertz = (speed / (2 * .pi * reach.x), 0.6 * speed / (2 * .pi * reach.y) * draws.number(0.2...0.6))
    phase = (draws.number(0...(2 * .pi)), draws.number(0...(2 * .pi)))
  }

  func place(_ time: Double) -> (x: Double, y: Double) {
    (
      center.x + reach.x * sin(2 * .pi * hertz.x * time + phase.x),
      center.y + reach.y * sin(2 * .pi * hertz.y * time + phase.y)
    )
  }
}
