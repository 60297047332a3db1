/// A word for what a video looks like, with what it was told from.
public struct Look: Sendable, Equatable, Codable {
  public enum Name: String, Sendable, Codable, CaseIterable {
    case dark, bright, colourful, muted, warm, cold
    case blackAndWhite = "black-and-white"
  }

  public enum Measure: String, Sendable, Codable {
    case brightness, colourfulness, warmth, saturation
  }

  public let name: Name
  /// How far beyond the threshold: 0 at it, 1 where nothing could be more so.
  public let strength: Double
  public let measure: Measure
  public let value: Double
  public let threshold: Double
}

extension Look {
  /// Thresholds are of the video's means. Colourfulness: 15 is "slightly" and 45 "averagely" colourful in Hasler and
  /// Süsstrunk's words.
  static func all(brightness: Double, colourfulness: Double, greyShare: Double, warmth: Double) -> [Look] {
    let isGrey = greyShare >= 0.95
    let candidates: [Look?] = [
      under(.dark, .brightness, brightness, 0.22, least: 0),
      over(.bright, .brightness, brightness, 0.62, most: 1),
      over(.colourful, .colourfulness, colourfulness, 45, most: 109),
      isGrey ? nil : under(.muted, .colourfulness, colourfulness, 15, least: 0),
      isGrey ? nil : over(.warm, .warmth, warmth, 0.16, most: 1),
      isGrey ? nil : under(.cold, .warmth, warmth, -0.1, least: -1),
      isGrey
        ? under(.blackAndWhite, .colourfulness, colourfulness, FrameLooks.mostGrey, least: 0) : nil,
    ]
    return candidates.compactMap(\.self)
  }

  private static func over(
    _ name: Name, _ measure: Measure, _ value: Double, _ threshold: Double, most: Double
  ) -> Look? {
    guard value > threshold else { return nil }
    let strength = min(1, (value - threshold) / (most - threshold))
    return Look(name: name, strength: strength, measure: measure, value: value, threshold: threshold)
  }

  private static func under(
    _ name: Name, _ measure: Measure, _ value: Double, _ threshold: Double, least: Double
  ) -> Look? {
    guard value < threshold else { return nil }
    let strength = min(1, (threshold - value) / (threshold - least))
    return Look(name: name, strength: strength, measure: measure, value: value, threshold: threshold)
  }
}

extension FrameLooks {
  /// What coding leaves of colour in a grey picture is less colourful than this.
  static let mostGrey = 4.0

  var isGrey: Bool { colourfulness < Self.mostGrey }
}
