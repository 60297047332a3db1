/// What a single frame looks like.
public struct FrameLooks: Sendable, Equatable, Codable {
  /// The mean luma (BT.601, full range), 0...1.
  public let brightness: Double
  /// The deviation of luma, 0...0.5.
  public let contrast: Double
  /// How far colours are from grey, as a part of how strong they are: the sum of greatest less least of red, green and
  /// blue, over the sum of the greatest. In HSV terms saturation weighted by value, 0...1: dark noise does not count.
  public let saturation: Double
  /// Hasler and Süsstrunk's measure: 0 is grey, 15 slightly, 33 moderately, 45 averagely, 59 quite, 82 highly
  /// colourful, as people judged it.
  public let colourfulness: Double
  /// Red light less blue light, as a part of all light, -1...1.
  public let warmth: Double
  /// Of the mean colour, in kelvin: see `ColourTemperature`. Nil where the mean is no colour of a lamp or the sky.
  public let temperature: Double?
  /// SI of ITU-T P.910, at the size of the frame.
  public let spatialInformation: Double

  public init(_ frame: Frame) { self.init(LumaPlane(frame), ColourSums(frame)) }

  init(_ luma: LumaPlane, _ colours: ColourSums) {
    brightness = luma.mean / 255
    contrast = luma.deviation / 255
    saturation = colours.saturation
    colourfulness = colours.colourfulness
    warmth = colours.light.warmth
    temperature = ColourTemperature.kelvin(of: colours.light)
    spatialInformation = luma.spatialInformation
  }
}
