/// What an import came to; kept with the version.
public struct DatasetReport: Sendable, Equatable, Codable {
  /// Of one kind of records.
  public struct Kind: Sendable, Equatable, Codable {
    /// `user`.
    public var name: String
    /// How many were taken in.
    public var records = 0
    /// How many were kept apart, by the rule that they break.
    public var rejected: [String: Int] = [:]
    /// How many records those are, where one may break several rules.
    public var rejectedRecords: Int?
    /// How many were taken in with a mark, by the rule.
    public var flagged: [String: Int] = [:]
    /// Nil where there is nothing to compare with, and where it is not known, since pages were left out.
    public var changes: Changes?

    public init(_ name: String) { self.name = name }

    /// How many were kept apart, each counted once.
    public var rejectedCount: Int { rejectedRecords ?? rejected.values.reduce(0, +) }
  }

  /// What differs from the version before.
  public struct Changes: Sendable, Equatable, Codable {
    /// Records with ids that were not there before.
    public var added = 0
    /// Records of the same id and other content.
    public var changed = 0
    /// Ids that are there no more.
    public var gone = 0
    /// Records of the same id and the same content.
    public var same = 0
    /// Of the added: those that were there before under another id.
    public var renumbered = 0

    public init(added: Int = 0, changed: Int = 0, gone: Int = 0, same: Int = 0, renumbered: Int = 0) {
      self.added = added
      self.changed = changed
      self.gone = gone
      self.same = same
      self.renumbered = renumbered
    }

    public var isNone: Bool { added == 0 && changed == 0 && gone == 0 }
  }

  public var kinds: [Kind]
  /// The version that it was compared with.
  public var previous: DatasetVersion.ID?
  /// Other counts, by what is counted: `requests`.
  public var counts: [String: Int] = [:]
  public var seconds = 0.0
  /// Why it did not become current by itself.
  public var doubts: [String] = []

  public init(kinds: [Kind] = []) { self.kinds = kinds }

  public var records: Int { kinds.reduce(0) { $0 + $1.records } }
  public var rejected: Int { kinds.reduce(0) { $0 + $1.rejectedCount } }

  /// Whether it was compared and nothing differs.
  public var isUnchanged: Bool { !kinds.isEmpty && kinds.allSatisfy { $0.changes?.isNone ?? false } }
}

extension DatasetReport {
  private enum CodingKeys: String, CodingKey { case kinds, previous, counts, seconds, doubts }

  /// A version that is still being loaded has none yet.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kinds = try values.decodeIfPresent([Kind].self, forKey: .kinds) ?? []
    previous = try values.decodeIfPresent(DatasetVersion.ID.self, forKey: .previous)
    counts = try values.decodeIfPresent([String: Int].self, forKey: .counts) ?? [:]
    seconds = try values.decodeIfPresent(Double.self, forKey: .seconds) ?? 0
    doubts = try values.decodeIfPresent([String].self, forKey: .doubts) ?? []
  }
}
