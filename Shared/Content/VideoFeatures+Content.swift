public import Media
public import Models
import Text

extension VideoFeatures {
  /// What the words and numbers of a video tell, what was seen and heard of it, and what is known of the track that it
  /// uses (by its link, or by its fingerprint).
  public init(of video: AnalysableVideo, clip: AnalyzedClip? = nil, track: TrackFeatures? = nil) {
    let witnesses = Witness.all(of: video)
    let loudness = [StatedLoudness.energy(video.loudness)]
    self.init(
      genre: Feature(witnesses.compactMap(\.genre)), mood: Feature(witnesses.compactMap(\.mood)),
      tempo: Feature(witnesses.compactMap(\.tempo)),
      energy: Feature((witnesses.map(\.energy) + loudness).compactMap { $0 }),
      language: SpokenLanguage.code(of: video), engagement: video.counts.engagementRate)
  }
}
