public import Models

extension JSONValue {
  /// What music analysis found in a track, with what it rests on.
  public static func trackFeatures(_ features: TrackFeatures) -> JSONValue {
    [
      "genre": features.genre.map { genre($0) } ?? .null, "mood": features.mood.map(mood) ?? .null,
      "tempo": features.tempo.map(tempo) ?? .null, "energy": level(features.energy),
      "popularity": level(features.popularity), "hook": features.hook.map(hook) ?? .null,
      "version": .int(TrackFeatures.version),
    ]
  }
}
