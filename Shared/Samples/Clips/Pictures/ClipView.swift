/// Where the camera is during a shot: what of the background is seen, in pixels.
struct ClipView {
  /// How much wider and higher than a picture the background is.
  static let room = (x: 48, y: 24)

  private enum Way { case still, drift, pan, sway, chase }

  private let way: Way
  private let start: (x: Int, y: Int)
  /// In hundredths of a pixel a frame.
  private let speed: (x: Int, y: Int)
  private let seed: UInt32

  init(_ style: SampleClip.Style, _ draws: inout Draws) {
    way =
      switch style {
      case .dance: draws.pick([.sway, .sway, .drift, .still])
      case .talk: draws.pick([.still, .sway])
      case .slides: draws.pick([.still, .drift])
      case .scenery: draws.pick([.drift, .pan])
      case .game: .chase
      }
    start = (draws.number(0...Self.room.x), draws.number(0...Self.room.y))
    let pace: Int =
      switch way {
      case .still: 0
      case .drift: draws.number(25...70)
      case .pan: draws.number(100...220)
      case .sway: draws.number(30...60)
      case .chase: draws.number(180...320)
      }
    speed = (draws.chance(50) ? pace : -pace, draws.number(-20...20) * pace / 100)
    seed = UInt32(truncatingIfNeeded: draws.next())
  }

  /// In a frame of the shot.
  func place(_ frame: Int) -> (x: Int, y: Int) {
    var (x, y) = (start.x + speed.x * frame / 100, start.y + speed.y * frame / 100)
    switch way {
    case .sway:
      // Held by hand.
      x = start.x + Wave.triangle(frame * 21, 2 + abs(speed.x) / 20) + shake(frame, 0)
      y = start.y + Wave.triangle(frame * 33, 3) + shake(frame, 1)
    case .chase: y = start.y + Wave.triangle(frame * 40, 6)
    default: break
    }
    return (Self.reflected(x, Self.room.x), Self.reflected(y, Self.room.y))
  }

  private func shake(_ frame: Int, _ plane: Int) -> Int { Int(Shades.hash(frame, plane, seed) >> 30) - 1 }

  private static func reflected(_ place: Int, _ limit: Int) -> Int {
    let around = ((place % (2 * limit)) + 2 * limit) % (2 * limit)
    return around <= limit ? around : 2 * limit - around
  }
}

enum Wave {
  /// Up and down in straight lines between -reach and reach; once in 1,024 of the phase.
  static func triangle(_ phase: Int, _ reach: Int) -> Int {
    let around = ((phase % 1_024) + 1_024) % 1_024
    let height = around < 512 ? around - 256 : 768 - around
    return height * reach / 256
  }
}
