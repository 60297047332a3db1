import Audio
import Models

extension VideoSound {
  private static let mostSilence = 0.9
  private static let leastSpeech = 0.5
  /// As of `SoundFindings`: less music is music by chance.
  private static let leastMusic = 0.3

  /// Nil where nobody has heard it and no release is known. A creator's own sound that was not heard may be anything.
  init?(_ heard: AnalyzedSound?, of video: AnalysableVideo, recognised: Track.ID? = nil) {
    let release = recognised ?? (video.sound?.isOriginalSound == true ? nil : video.track)
    guard let kinds = heard?.kinds else {
      guard let release else { return nil }
      self = .track(release)
      return
    }
    if kinds.silence >= Self.mostSilence {
      self = .silence
    } else if kinds.speech >= Self.leastSpeech, kinds.speech > kinds.music {
      self = .speech
    } else if kinds.music >= Self.leastMusic {
      self = release.map(VideoSound.track) ?? .music
    } else {
      self = .other
    }
  }
}
