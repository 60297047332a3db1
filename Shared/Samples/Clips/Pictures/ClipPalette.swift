/// The colours of a shot: one for each shade from 0 to 255, and one for what stands out.
struct ClipPalette {
  struct Color: Equatable {
    var red: Int
    var green: Int
    var blue: Int

    /// `hue` goes round at 1,536; saturation and value are from 0 to 255.
    init(hue: Int, saturation: Int, value: Int) {
      let around = ((hue % 1_536) + 1_536) % 1_536
      func channel(_ offset: Int) -> Int {
        let place = (offset * 256 + around) % 1_536
        let distance = max(0, min(min(place, 1_024 - place), 256))
        return value * (65_280 - saturation * distance * 255 / 256) / 65_280
      }
      (red, green, blue) = (channel(5), channel(3), channel(1))
    }

    private init(_ red: Int, _ green: Int, _ blue: Int) {
      (self.red, self.green, self.blue) = (red, green, blue)
    }

    /// `part` is from 0 to 255.
    func mixed(with other: Color, _ part: Int) -> Color {
      Color(
        red + (other.red - red) * part / 256, green + (other.green - green) * part / 256,
        blue + (other.blue - blue) * part / 256)
    }

    /// As pictures of films have it (ITU-R BT.601).
    var luma: UInt8 { UInt8(16 + (66 * red + 129 * green + 25 * blue + 128) >> 8) }
    var blueness: UInt8 { UInt8(128 + (112 * blue - 38 * red - 74 * green + 128) >> 8) }
    var redness: UInt8 { UInt8(128 + (112 * red - 94 * green - 18 * blue + 128) >> 8) }
  }

  let colors: [Color]
  let accent: Color
  let skin: Color

  /// `number` is the shot's: neighbours are of different light, so that it is seen where one ends.
  init(_ look: ClipLook, number: Int, _ draws: inout Draws) {
    let hue = Self.hue(look.warmth, &draws)
    let saturation = min(235, 12 + look.colour * 24 + draws.number(-10...10))
    let light = 52 + look.light * 19 + (number % 2 == 0 ? 14 : -14) + draws.number(-8...8)
    func color(_ turn: Int, _ percent: Int) -> Color {
      Color(
        hue: hue + turn, saturation: max(0, min(255, saturation + draws.number(-20...20))),
        value: max(10, min(255, light * percent / 100)))
    }
    let stops = [
      color(draws.number(-90...90), 42), color(draws.number(-90...90), 78),
      color(draws.number(-120...120), 112), color(draws.number(-60...60), 135),
    ]
    colors = (0...255).map { shade in
      let place = shade * 3
      return stops[place / 256].mixed(with: stops[min(3, place / 256 + 1)], place % 256)
    }
    accent = color(768 + draws.number(-100...100), 125)
    skin = Color(hue: draws.number(70...130), saturation: 110, value: max(50, min(250, light + 25)))
  }

  private static func hue(_ warmth: Int, _ draws: inout Draws) -> Int {
    switch warmth {
    case ..<4: draws.number(780...1_080)
    case 6...: draws.number(-60...230)
    default: draws.number(0...1_535)
    }
  }
}
