public import Crypto
public import FoundationEssentials

/// A key to the interface, as the database knows it: without its secret.
public struct KeyRecord: Sendable, Hashable {
  public var id: Int64
  /// What stands in the key before its secret.
  public var label: String
  public var name: String
  public var scopes: [String]
  public var createdBy: String
  public var createdAt: Date
  public var expiresAt: Date?
  public var revokedAt: Date?
  public var lastUsedAt: Date?

  public init(
    id: Int64, label: String, name: String, scopes: [String], createdBy: String, createdAt: Date,
    expiresAt: Date? = nil, revokedAt: Date? = nil, lastUsedAt: Date? = nil
  ) {
    (self.id, self.label, self.name, self.scopes) = (id, label, name, scopes)
    (self.createdBy, self.createdAt, self.expiresAt) = (createdBy, createdAt, expiresAt)
    (self.revokedAt, self.lastUsedAt) = (revokedAt, lastUsedAt)
  }

  /// Whether it counts at a moment.
  public func isValid(at moment: Date = Date()) -> Bool {
    revokedAt == nil && (expiresAt.map { $0 > moment } ?? true)
  }
}

/// A key that was just made: the only time at which its text is known.
public struct MadeKey: Sendable {
  public let record: KeyRecord
  /// `hookline_<label>_<secret>`.
  public let text: String

  public init(record: KeyRecord, text: String) { (self.record, self.text) = (record, text) }
}

/// The text of a key, taken apart.
public struct KeyText: Sendable, Equatable {
  public static let prefix = "hookline_"
  static let labelLength = 12
  static let secretByteCount = 32

  public let label: String
  /// SHA-256 of the secret.
  public let hash: Digest

  /// Nil for what was never a key.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 120, text.hasPrefix(Self.prefix) else { return nil }
    // A secret may hold an underscore; a label holds none.
    let parts = text.dropFirst(Self.prefix.count).split(separator: "_", maxSplits: 1)
    guard parts.count == 2, 8...20 ~= parts[0].utf8.count,
      parts[0].utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }),
      let secret = try? Base64URL.decode(parts[1]), secret.count == Self.secretByteCount
    else { return nil }
    label = String(parts[0])
    hash = SHA256.hash(secret)
  }

  private init(label: String, hash: Digest) { (self.label, self.hash) = (label, hash) }

  static func make() throws(CryptoError) -> (key: KeyText, text: String) {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz012345".utf8)
    let label = String(
      decoding: try SecureRandom.bytes(count: labelLength).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    let secret = try SecureRandom.bytes(count: secretByteCount)
    let key = KeyText(label: label, hash: SHA256.hash(secret))
    return (key, "\(prefix)\(label)_\(Base64URL.encode(secret))")
  }
}

/// Makes keys, finds them and takes them back.
public struct KeyStore: Sendable {
  /// Whoever remembers keys hears here that one was made or revoked; the payload is its label.
  public static let channel = "hookline_key"

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Makes a key in the transaction of the session.
  public static func create(
    name: String, scopes: [String], lifetime: Duration?, by person: String, _ session: Session
  ) throws -> MadeKey {
    let (key, text) = try KeyText.make()
    let seconds = lifetime.map { Double($0.components.seconds) }
    let rows = try session.map(
      """
      insert into api_key as k (label, hash, name, scopes, created_by, expires_at)
      values (\(key.label), \(Bytes(key.hash.bytes)), \(name), \(scopes), \(person),
        now() + make_interval(secs => \(seconds as Double?)))
      returning \(columns)
      """
    ) { row in try KeyRecord(row) }
    try session.notify(channel, key.label)
    return MadeKey(record: rows[0], text: text)
  }

  /// Takes a key back in the transaction of the session. Returns it as it is then, and whether it counted before; nil
  /// when there is none of this label.
  public static func revoke(
    _ label: String, _ session: Session
  ) throws -> (record: KeyRecord, wasValid: Bool)? {
    let before = try session.map(
      "select \(columns) from api_key k where label = \(label) for no key update"
    ) { row in try KeyRecord(row) }
    guard let known = before.first else { return nil }
    guard known.revokedAt == nil else { return (known, false) }
    let after = try session.map(
      "update api_key k set revoked_at = now() where label = \(label) returning \(columns)"
    ) { row in try KeyRecord(row) }
    try session.notify(channel, label)
    return (after[0], known.isValid())
  }

  /// The key of a label with the hash of its secret, whatever became of it.
  public func find(_ label: String) async throws -> (record: KeyRecord, hash: Digest)? {
    try await database.map(
      "select \(Self.columns), k.hash from api_key k where label = \(label)"
    ) { row in
      (try KeyRecord(row), Digest(try row.decode(9, as: Bytes.self).bytes))
    }.first.flatMap { record, hash in hash.map { (record, $0) } }
  }

  /// A key with the hash of its secret.
  public struct Found: Sendable {
    public let record: KeyRecord
    public let hash: Digest
  }

  /// Those of these labels that there are, whatever became of them.
  public func find(among labels: [String]) async throws -> [String: Found] {
    let found = try await database.map(
      "select \(Self.columns), k.hash from api_key k where label = any(\(labels))"
    ) { row in
      (try KeyRecord(row), Digest(try row.decode(9, as: Bytes.self).bytes))
    }
    return found.reduce(into: [:]) { found, row in
      if let hash = row.1 { found[row.0.label] = Found(record: row.0, hash: hash) }
    }
  }

  /// Labels of keys that count, the newest first.
  public func labels(limit: Int) async throws -> [String] {
    try await database.rows(
      """
      select label from api_key where revoked_at is null and coalesce(expires_at > now(), true)
      order by id desc limit \(limit)
      """, as: String.self)
  }

  /// Keys, the newest first, from one on that is older than `before`. With `after` those that are newer than it, the
  /// nearest first: the page before, backwards.
  public func list(
    before: Int64? = nil, after: Int64? = nil, limit: Int
  ) async throws -> [KeyRecord] {
    let order: SQL = after == nil ? "desc" : "asc"
    return try await database.map(
      """
      select \(Self.columns) from api_key k where id < \(before ?? .max) and id > \(after ?? 0)
      order by id \(order) limit \(limit)
      """
    ) { row in try KeyRecord(row) }
  }

  /// Notes that keys were used. Those of which that is known already are left alone.
  public func touch(_ ids: [Int64]) async throws {
    guard !ids.isEmpty else { return }
    try await database.execute(
      """
      update api_key set last_used_at = now()
      where id = any(\(ids)) and (last_used_at is null or last_used_at < now() - interval '30 seconds')
      """)
  }

  fileprivate static let columns: SQL = """
    k.id, k.label, k.name, k.scopes, k.created_by, k.created_at, k.expires_at, k.revoked_at, k.last_used_at
    """
}

extension KeyRecord {
  fileprivate init(_ row: borrowing Row) throws {
    self.init(
      id: try row.decode(0), label: try row.decode(1), name: try row.decode(2), scopes: try row.decode(3),
      createdBy: try row.decode(4), createdAt: try row.decode(5), expiresAt: try row.decode(6),
      revokedAt: try row.decode(7), lastUsedAt: try row.decode(8))
  }
}
