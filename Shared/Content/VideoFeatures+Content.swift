public import Models
import Text

extension VideoFeatures {
  /// What the words and numbers of a video tell.
  public init(of video: AnalysableVideo) {
    let witnesses = Witness.all(of: video)
    let loudness = [StatedLoudness.energy(video.loudness)]
    self.init(
      genre: Feature(witnesses.compactMap(\.genre)), mood: Feature(witnesses.compactMap(\.mood)),
      tempo: Feature(witnesses.compactMap(\.tempo)),
      energy: Feature((witnesses.map(\.energy) + loudness).compactMap { $0 }),
      language: SpokenLanguage.code(of: video), engagement: video.counts.engagementRate)
  }
}
