public import FoundationEssentials

/// What was learnt, as the database knows it.
public struct ModelRecord: Sendable, Equatable {
  public enum State: String, Sendable {
    /// In use, or about to be.
    case current
    case former
    /// It foretells worse than popularity does.
    case refused
  }

  public var kind: String
  public var state: State
  public var form: String
  /// SHA-256 of its file, in hex.
  public var digest: String
  public var byteCount: Int
  public var seed: Int64
  public var snapshot: JSON
  public var parameters: JSON
  public var metrics: JSON
  /// How signals are weighed; nil where too little was known to learn that.
  public var ranker: JSON?

  public init(
    kind: String, state: State, form: String, digest: String, byteCount: Int, seed: Int64, snapshot: JSON,
    parameters: JSON, metrics: JSON, ranker: JSON? = nil
  ) {
    self.kind = kind
    self.state = state
    self.form = form
    self.digest = digest
    self.byteCount = byteCount
    self.seed = seed
    self.snapshot = snapshot
    self.parameters = parameters
    self.metrics = metrics
    self.ranker = ranker
  }
}

/// Keeps what is known of models.
public struct ModelStore: Sendable {
  public struct Found: Sendable, Equatable {
    public let id: Int64
    public let madeAt: Date
    public let record: ModelRecord

    public init(id: Int64, madeAt: Date, record: ModelRecord) {
      (self.id, self.madeAt, self.record) = (id, madeAt, record)
    }
  }

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Writes a model in the transaction of the session. One that is current takes the place of the one before.
  public static func store(_ record: ModelRecord, _ session: Session) throws {
    // Trainings are rare: one that ends waits for another that ends.
    try session.execute("lock table model in share row exclusive mode")
    if record.state == .current {
      try session.execute(
        "update model set state = 'former' where kind = \(record.kind) and state = 'current'")
    }
    try session.execute(
      """
      insert into model (kind, state, form, digest, byte_count, seed, snapshot, parameters, metrics, ranker)
      values (\(record.kind), \(record.state.rawValue), \(record.form), \(record.digest), \(record.byteCount),
        \(record.seed), \(record.snapshot), \(record.parameters), \(record.metrics),
        \(record.ranker as JSON?))
      """)
  }

  /// The one in use; nil where nothing was learnt yet.
  public func current(_ kind: String) async throws -> Found? {
    try await database.map(
      """
      select id, made_at, kind, state, form, digest, byte_count, seed, snapshot, parameters, metrics, ranker from model
      where kind = \(kind) and state = 'current'
      """, Self.found
    ).first
  }

  /// That which a task has made; nil where it has made none.
  public func made(by task: UUID) async throws -> Found? {
    try await database.map(
      """
      select id, made_at, kind, state, form, digest, byte_count, seed, snapshot, parameters, metrics, ranker from model
      where snapshot->>'task' = \(task.uuidString.lowercased()) order by id desc limit 1
      """, Self.found
    ).first
  }

  /// From the newest to the oldest.
  public func newest(_ kind: String, limit: Int) async throws -> [Found] {
    try await database.map(
      """
      select id, made_at, kind, state, form, digest, byte_count, seed, snapshot, parameters, metrics, ranker from model
      where kind = \(kind) order by id desc limit \(limit)
      """, Self.found)
  }

  /// How many of the newest models keep their files.
  public static let kept = 5

  /// Makes a former model the one in use again; false where there is none with this number that may be, or its file is not
  /// kept any more. What else is to be written with it `note` writes.
  public func use(
    _ id: Int64, also note: @escaping @Sendable (Session) throws -> Void = { _ in }
  ) async throws -> Bool {
    try await database.transaction { session in
      try session.execute("lock table model in share row exclusive mode")
      let kinds = try session.rows(
        """
        select kind from model m where id = \(id) and state <> 'refused' and (state = 'current'
          or id in (select id from model where kind = m.kind order by id desc limit \(Self.kept)))
        """, as: String.self)
      guard let kind = kinds.first else { return false }
      try session.execute(
        "update model set state = 'former' where kind = \(kind) and state = 'current' and id <> \(id)")
      try session.execute("update model set state = 'current' where id = \(id)")
      try note(session)
      return true
    }
  }

  private static func found(_ row: borrowing Row) throws -> Found {
    let state = try row.decode(3, as: String.self)
    guard let known = ModelRecord.State(rawValue: state) else {
      throw StorageError(.decoding, "a model is in the unknown state \(state)")
    }
    return Found(
      id: try row.decode(0), madeAt: try row.decode(1),
      record: ModelRecord(
        kind: try row.decode(2), state: known, form: try row.decode(4), digest: try row.decode(5),
        byteCount: try row.decode(6), seed: try row.decode(7), snapshot: try row.decode(8),
        parameters: try row.decode(9), metrics: try row.decode(10), ranker: try row.decode(11)))
  }
}
