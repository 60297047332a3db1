/// In what way two tracks are versions of one another.
public enum VariantKind: String, Sendable, Codable, CaseIterable {
  case spedUp = "sped-up"
  case slowed
  /// Echo, bass, sound that circles the head.
  case effect
  /// A part of the other.
  case clip
  /// Cut or lengthened.
  case edit
  case extended
  case remix, live, cover, acoustic, instrumental, karaoke
  case vocals
  case demo
  /// Played once more by the same artist.
  case rerecording
  /// Without words that some stations do not play.
  case clean
  /// In another language, with another orchestra, for a film: whatever else it is called.
  case version
}
