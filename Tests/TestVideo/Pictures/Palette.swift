import Glibc

struct Color: Sendable {
  var red: Float
  var green: Float
  var blue: Float

  /// Hue 0 to 1, which wraps; saturation and value 0 to 1.
  init(hue: Double, saturation: Double, value: Double) {
    func channel(_ offset: Double) -> Float {
      let place = (offset + hue * 6).truncatingRemainder(dividingBy: 6)
      let distance = max(0, min(min(place, 4 - place), 1))
      return Float(255 * value * (1 - saturation * distance))
    }
    (red, green, blue) = (channel(5), channel(3), channel(1))
  }

  init(red: Float, green: Float, blue: Float) { (self.red, self.green, self.blue) = (red, green, blue) }

  func mixed(with other: Color, _ part: Float) -> Color {
    Color(
      red: red + (other.red - red) * part, green: green + (other.green - green) * part,
      blue: blue + (other.blue - blue) * part)
  }
}

/// The colours of a scene.
struct Palette: Sendable {
  private(set) var colors: [Color]
  private let hue: Double
  private let saturation: Double
  private let value: Double

  init(_ draws: inout Draws) {
    self.init(
      hue: draws.number(0...1), saturation: draws.pick([0.12, 0.35, 0.55, 0.8]),
      value: draws.pick([0.35, 0.55, 0.75, 0.95]), &draws)
  }

  private init(hue: Double, saturation: Double, value: Double, _ draws: inout Draws) {
    (self.hue, self.saturation, self.value) = (hue, saturation, value)
    colors = (0..<5).map { index in
      Color(
        hue: (hue + draws.number(-0.12...0.12) + (index == 4 ? 0.5 : 0) + 2).truncatingRemainder(
          dividingBy: 1),
        saturation: min(1, max(0, saturation + draws.number(-0.15...0.15))),
        value: min(1, max(0.08, value * draws.number(0.35...1.15))))
    }
  }

  /// That of the same place in the same light.
  func similar(_ draws: inout Draws) -> Palette {
    Palette(hue: hue + draws.number(-0.05...0.05) + 1, saturation: saturation, value: value, &draws)
  }

  /// From the first colour to the last but one; the last is for what stands out.
  func color(_ place: Float) -> Color {
    let position = max(0, min(0.9999, place)) * 3
    let index = Int(position)
    return colors[index].mixed(with: colors[index + 1], position - Float(index))
  }
}
