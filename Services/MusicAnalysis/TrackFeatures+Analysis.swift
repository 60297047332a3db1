import Audio
import Content
import Models
import Text

extension TrackFeatures {
  /// What a track's names and numbers tell, and its sound where it was heard. Better evidence outweighs the weaker, and
  /// each is told of.
  init(of track: AnalysableTrack, heard sound: AnalyzedSound? = nil) {
    let witnesses = Witness.all(of: track)
    let heard = sound.map(SoundFindings.init)
    self.init(
      genre: Feature(witnesses.compactMap(\.genre) + [heard?.genre].compactMap(\.self)),
      mood: Feature(witnesses.compactMap(\.mood) + [heard?.mood].compactMap(\.self)),
      tempo: Feature(witnesses.compactMap(\.tempo) + [heard?.tempo].compactMap(\.self)),
      energy: Feature(witnesses.compactMap(\.energy) + [heard?.energy].compactMap(\.self)),
      popularity: Feature([Popularity.finding(uses: track.uses)].compactMap { $0 }), hook: heard?.hook)
  }
}
