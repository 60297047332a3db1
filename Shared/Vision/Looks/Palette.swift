/// The colours that a video is made of, the most frequent first: at most five, fewer where there are fewer.
public struct Palette: Sendable, Equatable, Codable {
  public struct Swatch: Sendable, Equatable, Codable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8
    /// Of all pixels, 0...1.
    public let share: Double

    /// As `#ff8800`.
    public var hex: String {
      "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
  }

  public static let mostSwatches = 5

  public let swatches: [Swatch]

  public init(swatches: [Swatch]) { self.swatches = swatches }
}

extension Palette.Swatch {
  init(_ colour: Oklab, share: Double) {
    let light = colour.light
    red = Self.byte(light.red)
    green = Self.byte(light.green)
    blue = Self.byte(light.blue)
    self.share = share
  }

  /// The byte of sRGB whose light is the nearest.
  private static func byte(_ light: Double) -> UInt8 {
    let table = LinearLight.ofByte
    let above = table.firstIndex { $0 >= light } ?? 255
    guard above > 0 else { return 0 }
    return UInt8(light - table[above - 1] < table[above] - light ? above - 1 : above)
  }
}
