/// How music or a video feels, by name. Written as on the wire.
public enum Mood: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case happy, energetic, playful, romantic, calm, sad, dark, epic

  /// Where it lies: pleasure (valence) and excitement (arousal), each from 0 to 1 (Russell's circumplex).
  public var place: (valence: Double, arousal: Double) {
    switch self {
    case .happy: (0.90, 0.62)
    case .energetic: (0.70, 0.92)
    case .playful: (0.82, 0.72)
    case .romantic: (0.72, 0.35)
    case .calm: (0.65, 0.12)
    case .sad: (0.18, 0.25)
    case .dark: (0.22, 0.65)
    case .epic: (0.50, 0.85)
    }
  }
}
