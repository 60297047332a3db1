import Glibc

/// Where the picture is taken from, over time.
struct Camera: Sendable {
  enum Style: Sendable { case still, drift, pan, handheld, sports, zoom }

  /// What of the background is seen: the unit is the width of the picture.
  struct View {
    var x: Double
    var y: Double
    /// Above 1 is nearer.
    var zoom: Double
  }

  /// How much wider and higher the background is than the picture.
  static let room = (x: 0.9, y: 0.3)

  private let style: Style
  private let start: (x: Double, y: Double)
  private let speed: Double
  private let phases: [Double]
  private let seed: UInt64

  init(_ style: Style, _ draws: inout Draws) {
    self.style = style
    start = (draws.number(0...1), draws.number(0...1))
    speed =
      switch style {
      case .still: 0
      case .drift: draws.number(0.03...0.12) * draws.sign()
      case .pan: draws.number(0.25...1.2) * draws.sign()
      case .handheld: draws.number(0.012...0.035)
      case .sports: draws.number(0.15...0.35)
      case .zoom: draws.number(0.02...0.1)
      }
    phases = (0..<6).map { _ in draws.number(0...(2 * .pi)) }
    seed = draws.next()
  }

  func view(_ time: Double) -> View {
    var (x, y, zoom) = (start.x * Self.room.x, start.y * Self.room.y, 1.0)
    switch style {
    case .still: break
    case .drift, .pan:
      x += speed * time
      y += speed * 0.1 * time
    case .zoom: zoom = 1 + speed * time
    case .handheld:
      x += speed * sway(time, 1.3, 0) + 0.15 * speed * jitter(time, 1)
      y += speed * sway(time, 1.7, 2) + 0.15 * speed * jitter(time, 2)
    case .sports:
      x += speed * (1.6 * sway(time, 0.5, 0) + 0.2 * sway(time, 2.1, 3)) + 0.04 * speed * jitter(time, 1)
      y += 0.3 * speed * sway(time, 1.1, 2)
    }
    return View(x: Self.reflected(x, Self.room.x), y: Self.reflected(y, Self.room.y), zoom: zoom)
  }

  private func sway(_ time: Double, _ hertz: Double, _ index: Int) -> Double {
    sin(2 * .pi * hertz * time + phases[index]) + 0.5 * sin(2 * .pi * hertz * 1.9 * time + phases[index + 1])
  }

  /// -1 to 1, and another at every time.
  private func jitter(_ time: Double, _ plane: UInt64) -> Double {
    let mixed = Draws.mix(seed &+ plane &+ UInt64((time * 1000).rounded()) &* 0x9e37_79b9)
    return Double(mixed >> 11) / Double(1 << 52) - 1
  }

  private static func reflected(_ place: Double, _ limit: Double) -> Double {
    let around = (place.truncatingRemainder(dividingBy: 2 * limit) + 2 * limit)
      .truncatingRemainder(dividingBy: 2 * limit)
    return around < limit ? around : 2 * limit - around
  }
}
