import Identity
public import Models
public import Storage

extension TrackEntry {
  /// With the artist's name and the words as they are compared.
  public init(_ id: Track.ID, _ track: Track) {
    self.init(
      id, track, foldedArtist: track.artist.flatMap(Intake.folded),
      words: SearchWords.text(title: track.title, artist: track.artist))
  }
}
