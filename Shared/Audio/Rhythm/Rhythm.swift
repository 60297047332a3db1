/// The pulse of a sound: none of it where nothing keeps one.
public struct Rhythm: Sendable, Equatable {
  public let tempo: Tempo
  /// In seconds.
  public let beats: [Double]
  /// Nil where beats make no bars.
  public let meter: Meter?
}
