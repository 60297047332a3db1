import Media
import Models
import Text
import Vision

/// What words, sound, picture and the known track say of a video, each by itself.
struct VideoEvidence {
  let video: AnalysableVideo
  let words: VideoWords
  let heard: SoundFindings?
  let picture: PictureFindings?
  let track: TrackFindings?

  init(of video: AnalysableVideo, clip: AnalyzedClip?, track: TrackFeatures?) {
    self.video = video
    words = VideoWords(of: video)
    let heard = (clip?.sound?.sound).map(SoundFindings.init)
    self.heard = heard
    picture = clip.flatMap { clip in
      clip.picture.map { PictureFindings(picture: $0, duration: $0.shots?.duration ?? clip.duration) }
    }
    self.track = track.map { TrackFindings(track: $0, clearness: heard?.clearness ?? 1) }
  }

  var genre: [Finding<Distribution<Genre>>] {
    spoken(\.genre, track?.genre) + [heard?.genre.map(clear), track?.genre].compactMap(\.self)
  }

  var mood: [Finding<Distribution<Mood>>] {
    spoken(\.mood, track?.mood) + [heard?.mood.map(clear), track?.mood].compactMap(\.self)
  }

  var tempo: [Finding<Tempo>] {
    spoken(\.tempo, track?.tempo)
      + [heard?.tempo.map(clear), picture?.tempo, track?.tempo].compactMap(\.self)
  }

  var energy: [Finding<Double>] {
    // The source's loudness is of the sound that was heard, if it was.
    let sound = heard?.videoEnergy ?? StatedLoudness.energy(video.loudness)
    return spoken(\.energy, track?.energy) + [sound, picture?.energy, track?.energy].compactMap(\.self)
  }

  var valence: [Finding<Double>] {
    felt(\.valence) + [heard?.valence.map(clear), picture?.valence].compactMap(\.self)
  }

  var arousal: [Finding<Double>] {
    felt(\.arousal) + [heard?.arousal, picture?.energy].compactMap(\.self)
  }

  /// Of the name of the sound only what nothing better is known of: the track's features were read from it, too.
  private func spoken<Value>(
    _ finding: (Witness) -> Finding<Value>?, _ known: Finding<Value>?
  ) -> [Finding<Value>] {
    words.witnesses.compactMap(finding).filter { known == nil || $0.evidence != .sound }
  }

  private func clear<Value>(_ finding: Finding<Value>) -> Finding<Value> {
    finding.weakened(by: heard?.clearness ?? 1)
  }

  private typealias Place = (valence: Double, arousal: Double)

  /// A mood that is named lies somewhere; how near to the middle of it, nobody says.
  private static let namedSpread = 0.15

  /// From the moods that words and the track name.
  private func felt(_ axis: (Place) -> Double) -> [Finding<Double>] {
    let moods = spoken(\.mood, track?.mood) + [track?.mood].compactMap(\.self)
    return moods.compactMap { mood in
      mood.value.place.map {
        Finding(
          axis($0), confidence: mood.confidence, evidence: mood.evidence, detail: mood.detail,
          spread: Self.namedSpread)
      }
    }
  }
}
