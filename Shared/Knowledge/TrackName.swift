import Identity
public import Models
public import Storage

/// How somebody names a track: by its number, or by what a platform calls it.
public enum TrackName: Sendable, Equatable {
  case number(Track.ID)
  case key(SourceKey)

  private static let byteLimit = 1_000

  /// Such as `17` or `spotify:4uLU6hMCjMI75M1A2tKUQC`; nil for what is neither.
  public init?(_ text: String) {
    if let number = Track.ID(text) {
      self = .number(number)
    } else if text.utf8.count <= Self.byteLimit, var key = SourceKey(text) {
      if key.platform == .isrc { key.id = key.id.uppercased().filter { $0 != "-" } }
      self = .key(key)
    } else {
      return nil
    }
  }

  /// One track, none when nothing is called so, or several recordings when all of them are. A number is not looked
  /// for.
  public func numbers(in store: IdentityStore) async throws -> [Track.ID] {
    switch self {
    case .number(let number): return [number]
    case .key(let key):
      let found = try await store.tracks(called: key, hash: NameKeys.key(of: key))
      guard let first = found.first else { return [] }
      let canonicals = Set(try await store.canonicals(of: found).values)
      return canonicals.count > 1 ? canonicals.sorted() : [first]
    }
  }
}
