import Models

/// Features, videos and tracks as tests need them.
enum Sample {
  static func feature<Value>(_ value: Value, _ confidence: Double = 1) -> Feature<Value>? {
    Feature([Finding(value, confidence: confidence, evidence: .audio)])
  }

  static func track(
    _ id: Int64, genre: Genre? = nil, mood: Mood? = nil, tempo: Double? = nil, energy: Double? = nil,
    uses: Int64? = nil, artist: String? = nil, title: String = "A song", isOriginalSound: Bool = false,
    confidence: Double = 1
  ) -> KnownTrack {
    KnownTrack(
      Track.ID(id), title: title, artist: artist, isOriginalSound: isOriginalSound, uses: uses,
      features: TrackFeatures(
        genre: genre.flatMap { feature(.only($0), confidence) },
        mood: mood.flatMap { feature(.only($0), confidence) },
        tempo: tempo.flatMap(Tempo.init).flatMap { feature($0, confidence) },
        energy: energy.flatMap { feature($0, confidence) }))
  }

  static func features(
    genre: Genre? = nil, mood: Mood? = nil, tempo: Double? = nil, energy: Double? = nil,
    engagement: Double? = nil, confidence: Double = 1
  ) -> VideoFeatures {
    VideoFeatures(
      genre: genre.flatMap { feature(.only($0), confidence) },
      mood: mood.flatMap { feature(.only($0), confidence) },
      tempo: tempo.flatMap(Tempo.init).flatMap { feature($0, confidence) },
      energy: energy.flatMap { feature($0, confidence) }, engagement: engagement)
  }
}
