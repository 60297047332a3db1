import Glibc
import Samples

/// What is no music.
struct Noise: Sendable, Equatable {
  enum Color: String, Sendable, CaseIterable {
    case silence, dither, white, pink, brown, blue, roomTone, hum, wind, rain, surf, crackle
  }

  let color: Color
  let seed: UInt64
  /// Seconds.
  let duration: Double
  let rate: Int
  let channels: Int
  /// The highest sample, in decibels below full scale; nil for silence.
  let peak: Double?

  init(_ color: Color, seed: UInt64, _ draws: inout Draws) {
    self.color = color
    self.seed = seed
    duration = draws.value(3.0...40)
    rate = draws.pick([44_100, 44_100, 48_000, 22_050, 16_000, 8_000])
    channels = draws.number(1...2)
    let level = -draws.value(1.0...40)
    peak = color == .silence ? nil : color == .dither ? -90.3 : level
  }

  func sound() -> SongSound {
    let count = Int(duration * Double(rate))
    let samples = (0..<channels).map { channel -> [Float] in
      guard color != .silence else { return [Float](repeating: 0, count: count) }
      var draws = Draws(seed, .testMusic, 10 + channel)
      return color == .dither ? dither(count, &draws) : colored(count, &draws)
    }
    let top = samples.joined().reduce(Float(0)) { max($0, abs($1)) }
    let gain = top > 0 ? Float(pow(10, (peak ?? 0) / 20)) / top : 0
    return SongSound(rate: rate, channels: samples.map { $0.map { $0 * gain } })
  }

  private func dither(_ count: Int, _ draws: inout Draws) -> [Float] {
    (0..<count).map { _ in Float(draws.value(-1...1)) }
  }

  private func colored(_ count: Int, _ draws: inout Draws) -> [Float] {
    var (pink, brown, last) = ((0.0, 0.0, 0.0), 0.0, 0.0)
    let swell = (draws.value(0.05...0.15), draws.value(0.17...0.4), draws.value(0...6.28))
    let mains = draws.pick([50.0, 60.0])
    let drops = draws.value(3.0...60) / Double(rate)
    var drop = 0.0
    return (0..<count).map { index in
      let second = Double(index) / Double(rate)
      let white = draws.fraction() * 2 - 1
      pink = (
        0.99765 * pink.0 + white * 0.0990460, 0.96300 * pink.1 + white * 0.2965164,
        0.57000 * pink.2 + white * 1.0526913
      )
      brown = 0.996 * brown + 0.06 * white
      defer { last = white }
      let tide =
        0.55 + 0.3 * sin(2 * Double.pi * swell.0 * second + swell.2)
        + 0.15 * sin(2 * Double.pi * swell.1 * second)
      if draws.fraction() < drops { drop = draws.fraction() }
      drop *= 0.995
      let rosy = pink.0 + pink.1 + pink.2 + white * 0.1848
      let wave = (1...5).reduce(0.0) { $0 + sin(2 * Double.pi * mains * Double($1) * second) / Double($1) }
      switch color {
      case .white: return Float(white)
      case .pink: return Float(rosy)
      case .brown: return Float(brown)
      case .blue: return Float(white - last)
      case .roomTone: return Float(brown + 0.05 * rosy + 0.02 * wave)
      case .hum: return Float(wave * 0.5 + 0.05 * white)
      case .wind: return Float(brown * tide * tide)
      case .surf: return Float(rosy * tide * tide * tide)
      case .rain: return Float(0.3 * (white - last) + drop * white)
      case .crackle: return Float(0.02 * rosy + drop * white)
      case .silence, .dither: return 0
      }
    }
  }
}
