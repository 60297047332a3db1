import Models
import Storage
import Text

extension TrackFeatures {
  /// What a track's names and numbers tell.
  init(of track: AnalysableTrack) {
    let witnesses = Witness.all(of: track)
    self.init(
      genre: Feature(witnesses.compactMap(\.genre)), mood: Feature(witnesses.compactMap(\.mood)),
      tempo: Feature(witnesses.compactMap(\.tempo)), energy: Feature(witnesses.compactMap(\.energy)),
      popularity: Feature([Popularity.finding(uses: track.uses)].compactMap { $0 }))
  }
}
