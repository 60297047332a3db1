import Audio
public import Media
public import Models

extension JSONValue {
  /// What was found in a file that somebody has brought, in short.
  public static func lookedAt(_ clip: AnalyzedClip, _ features: VideoFeatures) -> JSONValue {
    let kind = clip.picture.map { $0.kind == .film ? "film" : "photo" } ?? "sound"
    return [
      "kind": .string(kind), "seconds": .number(clip.duration, digits: 3),
      "lack": JSONValue(clip.lack ?? clip.sound?.sound.lack),
      "genre": JSONValue(features.genre?.value.top?.rawValue),
      "mood": JSONValue(features.mood?.value.top?.rawValue),
      "tempo": .number(features.tempo?.value.beatsPerMinute, digits: 2),
      "energy": .number(features.energy?.value, digits: 3),
    ]
  }
}
