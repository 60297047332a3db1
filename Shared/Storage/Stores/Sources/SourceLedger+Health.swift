public import FoundationEssentials
public import Models

extension SourceLedger {
  /// How a source has fared.
  public struct Health: Sendable, Equatable {
    public struct Allowance: Sendable, Equatable {
      public var name: String
      public var taken: Int
      public var limit: Int

      public init(name: String, taken: Int, limit: Int) {
        (self.name, self.taken, self.limit) = (name, taken, limit)
      }

      /// What is left of the day.
      public var left: Int { max(0, limit - taken) }
    }

    public struct Note: Sendable, Equatable {
      public var name: String
      public var note: SourceNote

      public init(name: String, note: SourceNote) { (self.name, self.note) = (name, note) }
    }

    public var source: String
    public var activity = SourceActivity()
    /// When it answered or brought something last.
    public var succeededAt: Date?
    /// Of today.
    public var quotas: [Allowance] = []
    /// Those that hold.
    public var notes: [Note] = []

    public init(source: String) { self.source = source }
  }

  /// Under this name a source's pause is noted.
  public static let pause = "pause"

  /// The same for a pause of which only one machine is the cause.
  public static func pause(on host: String) -> String { "\(pause) on \(host)" }

  /// Of every source that was asked something in the last days, has a note, or a quota today; by name.
  public func health(days: Int, now: Date) async throws -> [Health] {
    try await database.transaction(.init(isolation: .repeatableRead, isReadOnly: true)) { session in
      var found: [String: Health] = [:]
      try session.query(Self.activity(days: days, now)) { row in
        let name = try row.decode(0, as: String.self)
        var health = found[name] ?? Health(source: name)
        let what = try row.decode(1, as: String.self)
        let count = Int(clamping: try row.decode(2, as: Int64.self))
        let at = try row.decode(3, as: Date.self)
        Self.add(count, of: what, at, to: &health)
        found[name] = health
      }
      try session.query(Self.quotas(now)) { row in
        let name = try row.decode(0, as: String.self)
        let allowance = Health.Allowance(
          name: try row.decode(1), taken: Int(try row.decode(2, as: Int64.self)),
          limit: Int(try row.decode(3, as: Int64.self)))
        found[name, default: Health(source: name)].quotas.append(allowance)
      }
      try session.query(Self.notes(now)) { row in
        let name = try row.decode(0, as: String.self)
        let note = SourceNote(try row.decode(2), until: try row.decode(3))
        found[name, default: Health(source: name)].notes.append(.init(name: try row.decode(1), note: note))
      }
      return found.values.sorted { $0.source < $1.source }
    }
  }

  /// What is left today of every quota that was asked for.
  public func quotas(now: Date) async throws -> [(source: String, quota: Health.Allowance)] {
    try await database.map(Self.quotas(now)) { row in
      (
        try row.decode(0),
        Health.Allowance(
          name: try row.decode(1), taken: Int(try row.decode(2, as: Int64.self)),
          limit: Int(try row.decode(3, as: Int64.self)))
      )
    }
  }

  private static func activity(days: Int, _ now: Date) -> SQL {
    """
    select source, what, sum(count)::int8, max(last_at) from source_activity
    where day > (\(now) at time zone 'UTC')::date - \(Int32(clamping: days)) group by source, what order by source, what
    """
  }

  private static func quotas(_ now: Date) -> SQL {
    """
    select source, name, taken, quota from source_quota where day = (\(now) at time zone 'UTC')::date
    order by source, name
    """
  }

  private static func notes(_ now: Date) -> SQL {
    """
    select source, name, note, until from source_note
    where until > \(now) and not starts_with(name, \(SourceNote.unfinished)) order by source, name
    """
  }

  private static func add(_ count: Int, of what: String, _ at: Date, to health: inout Health) {
    switch what {
    case Name.requests: health.activity.requests = count
    case Name.records: health.activity.records = count
    case _ where what.hasPrefix(Name.failed):
      guard let kind = SourceFailure(rawValue: String(what.dropFirst(Name.failed.count))) else { return }
      health.activity.failures[kind] = count
    case _ where what.hasPrefix(Name.rejected):
      health.activity.rejected[String(what.dropFirst(Name.rejected.count))] = count
    default: break
    }
    guard what == Name.records || what == Name.answers else { return }
    health.succeededAt = max(health.succeededAt ?? at, at)
  }
}
