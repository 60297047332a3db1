import Models
public import Recommending

extension JSONValue {
  /// What a creator's videos have in common.
  public static func taste(_ taste: Taste) -> JSONValue {
    [
      "videos": .int(taste.videos), "genre": leaning(taste.genre), "mood": leaning(taste.mood),
      "tempo": taste.tempo.map { tempo in
        [
          "confidence": .double(tempo.confidence),
          "beatsPerMinute": .double(tempo.value.centre.beatsPerMinute),
          "spreadOctaves": .double(tempo.value.spread), "concentration": .double(tempo.value.concentration),
        ]
      } ?? .null,
      "energy": taste.energy.map { energy in
        [
          "confidence": .double(energy.confidence), "centre": .double(energy.value.centre),
          "spread": .double(energy.value.spread),
        ]
      } ?? .null,
    ]
  }

  private static func leaning<Label: RawRepresentable<String>>(
    _ leaning: Leaning<Distribution<Label>>?
  ) -> JSONValue {
    guard let leaning else { return .null }
    return [
      "confidence": .double(leaning.confidence),
      "shares": .object(leaning.value.ranked.map { ($0.label.rawValue, .double($0.weight)) }),
    ]
  }
}
