import Models
import Storage
import Text

extension VideoFeatures {
  /// What the words and numbers of a video tell.
  init(of video: AnalysableVideo) {
    let witnesses = Witness.all(of: video)
    let loudness = [Loudness.energy(video.loudness)]
    self.init(
      genre: Feature(witnesses.compactMap(\.genre)), mood: Feature(witnesses.compactMap(\.mood)),
      tempo: Feature(witnesses.compactMap(\.tempo)),
      energy: Feature((witnesses.map(\.energy) + loudness).compactMap { $0 }),
      language: SpokenLanguage.code(of: video), engagement: video.counts.engagementRate)
  }
}
