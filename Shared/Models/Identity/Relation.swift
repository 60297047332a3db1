/// What two tracks are to each other.
public enum Relation: String, Sendable, Codable, CaseIterable {
  /// One recording under two names.
  case same
  /// Made from one another or of the same song: another speed, a part, a remix, a live version, a cover.
  case variant
  /// Two, however alike they look: stated by a person, and stronger than any rule.
  case apart
}
