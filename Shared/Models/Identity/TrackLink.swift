/// What two tracks were found or stated to be to each other, and why.
public struct TrackLink: Sendable, Equatable {
  /// What found it, from the strongest to the weakest.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    case person
    /// One platform names the other's track.
    case platform
    case isrc
    case fingerprint
    /// Title, artist and duration.
    case name
  }

  /// The smaller number first.
  public let left: Track.ID
  public let right: Track.ID
  public let relation: Relation
  /// Of a variant.
  public let kind: VariantKind?
  public let rule: Rule
  public let evidence: LinkEvidence

  /// The order of the tracks does not matter; that of what the evidence tells of each is theirs here.
  public init(
    _ first: Track.ID, _ second: Track.ID, _ relation: Relation, kind: VariantKind? = nil, rule: Rule,
    evidence: LinkEvidence = LinkEvidence()
  ) {
    precondition(first != second, "a track is itself")
    left = min(first, second)
    right = max(first, second)
    self.relation = relation
    self.kind = kind
    self.rule = rule
    var evidence = evidence
    if first > second { evidence.reverse() }
    self.evidence = evidence
  }

  /// Which of two links of the same tracks holds: a person's word, what was heard, what is written.
  public var rank: Int { rule == .person ? 2 : evidence.sound == nil ? 0 : 1 }
}

/// What speaks for a link. What a rule did not look at is nil.
public struct LinkEvidence: Sendable, Equatable, Codable {
  /// Of the left and the right track, as they were when they were compared.
  public var titles: [String]?
  public var artists: [String]?
  public var durations: [Double]?
  /// Names of tracks elsewhere that both have.
  public var keys: [SourceKey]?
  /// How much alike, from 0 to 1.
  public var likeness: Double?
  public var sound: SoundMatch?
  /// From 0 to 1.
  public var confidence: Double?
  /// Which of the two have no artist: they belong to whom their title and duration belong, if that is one only.
  public var nameless: [Track.ID]?
  public var note: String?

  public init() {}

  mutating func reverse() {
    titles?.reverse()
    artists?.reverse()
    durations?.reverse()
    sound = sound?.reversed
  }
}
