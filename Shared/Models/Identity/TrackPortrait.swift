/// What a track is told from others by.
public struct TrackPortrait: Sendable, Equatable {
  /// In characters; what lies behind tells nothing.
  public static let textLimit = 500
  /// How many keys of other platforms are kept.
  public static let claimLimit = 16

  public var track: Track.ID
  public var key: SourceKey
  public var title: String
  public var artist: String?
  /// In seconds.
  public var duration: Double?
  public var isOriginalSound: Bool
  /// What its source says that other platforms and registers call it, sorted.
  public var claims: [SourceKey]

  public init(
    _ track: Track.ID, key: SourceKey, title: String, artist: String? = nil, duration: Double? = nil,
    isOriginalSound: Bool = false, claims: [SourceKey] = []
  ) {
    self.track = track
    self.key = key
    self.title = Self.bounded(title)
    self.artist = artist.map(Self.bounded)
    self.duration = duration.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    self.isOriginalSound = isOriginalSound
    self.claims = Array(Set(claims).subtracting([key]).sorted().prefix(Self.claimLimit))
  }

  public init(_ number: Track.ID, _ track: Track) {
    self.init(
      number, key: track.key, title: track.title, artist: track.artist, duration: track.duration,
      isOriginalSound: track.isOriginalSound, claims: track.links)
  }

  /// Everything that it is called anywhere.
  public var allKeys: Set<SourceKey> { Set(claims).union([key]) }

  /// What it is when a source tells of it once more. What that does not say stays, and so does what it is called; of the
  /// rest the newer counts.
  public func told(_ other: TrackPortrait, isNewer: Bool) -> TrackPortrait {
    let (first, second) = isNewer ? (other, self) : (self, other)
    func known(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let title = known(first.title) ?? second.title
    var told = TrackPortrait(
      track, key: key, title: title, artist: known(first.artist) ?? second.artist,
      duration: first.duration ?? second.duration, isOriginalSound: first.isOriginalSound,
      claims: claims + other.claims + [other.key])
    // Sources round differently: those who take turns are not to change anything.
    if let duration, let new = told.duration, abs(new - duration) < 1 { told.duration = duration }
    return told
  }

  /// By scalars: one character can be a megabyte long.
  private static func bounded(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(textLimit)))
  }
}
