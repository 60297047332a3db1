public import Crypto
import FoundationEssentials

/// Remembers answers by a key that the asker has made up, so that what is asked twice is done once.
public struct IdempotencyStore: Sendable {
  /// A request that is to be done once.
  public struct Subject: Sendable, Hashable {
    /// Whose it is: nobody meets another's.
    public var owner: Int64
    public var key: String
    public var hash: Digest

    public init(owner: Int64, key: String, hash: Digest) {
      (self.owner, self.key, self.hash) = (owner, key, hash)
    }
  }

  public struct StoredAnswer: Sendable, Equatable {
    public var status: Int
    public var mediaType: String
    public var body: [UInt8]

    public init(status: Int, mediaType: String, body: [UInt8]) {
      (self.status, self.mediaType, self.body) = (status, mediaType, body)
    }
  }

  /// The right to do it.
  public struct Claim: Sendable, Hashable {
    public let subject: Subject
    let id: UUID
  }

  public enum Standing: Sendable {
    /// Nobody has begun it: do it.
    case claimed(Claim)
    case answered(StoredAnswer)
    /// Somebody is at it.
    case underWay
    /// The key was used for another request.
    case mismatched
  }

  /// How long a claim holds without an answer. Longer than any request may take.
  public static let patience = Duration.seconds(120)
  /// How long answers are given again.
  public static let memory = Duration.seconds(86_400)

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  public func claim(_ subject: Subject) async throws -> Standing {
    let claim = Claim(subject: subject, id: UUID())
    return try await database.transaction { session in try Self.claim(claim, session) }
  }

  private static func claim(_ claim: Claim, _ session: Session) throws -> Standing {
    let (subject, seconds) = (claim.subject, Double(patience.components.seconds))
    // What is older than the memory, or was begun by somebody who has died, is taken over.
    let taken = try session.execute(
      """
      insert into idempotency as i (key_id, key, request_hash, claimed_until, claim)
      values (\(subject.owner), \(subject.key), \(Bytes(subject.hash.bytes)), now() + make_interval(secs => \(seconds)),
        \(claim.id))
      on conflict (key_id, key) do update set request_hash = excluded.request_hash,
        claimed_until = excluded.claimed_until, claim = excluded.claim, status = null, media_type = null, body = null,
        created_at = now()
      where i.created_at < now() - make_interval(secs => \(Double(memory.components.seconds)))
        or i.status is null and i.claimed_until < now() and i.request_hash = excluded.request_hash
      """)
    if taken > 0 { return .claimed(claim) }
    let known = try session.map(
      """
      select request_hash, status, media_type, body from idempotency
      where key_id = \(subject.owner) and key = \(subject.key)
      """
    ) { row in
      (
        try row.decode(0, as: Bytes.self).bytes, try row.decode(1, as: Int?.self),
        try row.decode(2, as: String?.self), try row.decode(3, as: Bytes?.self)
      )
    }
    // Its answer was a failure, and it was just given free: whoever asks again gets it.
    guard let (hash, status, type, body) = known.first else { return .underWay }
    guard hash == subject.hash.bytes else { return .mismatched }
    guard let status, let type, let body else { return .underWay }
    return .answered(StoredAnswer(status: status, mediaType: type, body: body.bytes))
  }

  /// Keeps the answer in the transaction of the session: what was done and that it was done are there together. Throws
  /// where somebody else has taken the claim over.
  public static func answer(_ claim: Claim, _ answer: StoredAnswer, _ session: Session) throws {
    let count = try session.execute(
      """
      update idempotency set status = \(answer.status), media_type = \(answer.mediaType), body = \(Bytes(answer.body))
      where key_id = \(claim.subject.owner) and key = \(claim.subject.key) and claim = \(claim.id) and status is null
      """)
    guard count == 1 else {
      throw StorageError(.constraint, "the claim of a request that is done once was taken over")
    }
  }

  public func answer(_ claim: Claim, _ answer: StoredAnswer) async throws {
    try await database.perform { session in try Self.answer(claim, answer, session) }
  }

  /// Nothing was done: whoever asks again may.
  public func release(_ claim: Claim) async throws {
    try await database.execute(
      """
      delete from idempotency where key_id = \(claim.subject.owner) and key = \(claim.subject.key)
        and claim = \(claim.id) and status is null
      """)
  }

  /// Forgets answers that are no longer given; returns how many.
  public func sweep() async throws -> Int {
    try await database.execute(
      """
      delete from idempotency where ctid = any(array(
        select ctid from idempotency where created_at < now() - make_interval(secs => \(Double(Self.memory.components.seconds)))
        limit 10000))
      """)
  }
}
