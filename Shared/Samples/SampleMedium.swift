/// What a post of the world shows.
public enum SampleMedium: Sendable, Equatable {
  /// `copyOf` is the id of the post whose film was uploaded again, changed a little.
  case film(SampleClip, copyOf: String?)
  case photos([SamplePhoto])
}
