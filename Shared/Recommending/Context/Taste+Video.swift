public import Models

extension Taste {
  /// What music for one video has to be like: as the video is.
  public init(for video: VideoFeatures) {
    genre = video.genre.flatMap {
      $0.value.isEmpty ? nil : Leaning($0.value, confidence: $0.confidence.bounded)
    }
    mood = video.mood.flatMap {
      $0.value.isEmpty ? nil : Leaning($0.value, confidence: $0.confidence.bounded)
    }
    tempo = video.tempo.flatMap { feature in
      TempoRange([(feature.value, 1)]).map { Leaning($0, confidence: feature.confidence.bounded) }
    }
    energy = video.energy.map {
      Leaning(LevelRange(centre: $0.value.bounded, spread: 0), confidence: $0.confidence.bounded)
    }
    videos = 1
  }
}

extension Recommendation {
  /// The same with reasons that are about one video, not about all of a creator.
  var aboutVideo: Recommendation {
    var item = self
    for place in item.reasons.indices { item.reasons[place].facts[Reason.about] = .text(Reason.video) }
    return item
  }
}

extension Reason {
  static let about = "about"
  static let video = "video"

  /// A sentence about a creator's videos, told of the one video that the reason is about.
  func told(_ sentence: String) -> String {
    guard facts[Self.about] == .text(Self.video) else { return sentence }
    return
      sentence
      .replacing("your videos do not say yet what you like", with: "this video does not say what suits it")
      .replacing("your videos are", with: "this video is").replacing("your recent videos", with: "this video")
      .replacing("your videos", with: "this video")
  }
}
