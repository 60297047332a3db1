public import FoundationEssentials
public import Models

/// Why the media of something were not had.
public struct Missed<Subject: AnalysedSubject>: Sendable, Equatable {
  public var subject: EntityID<Subject>
  public var version: Int
  public var tries: Int
  /// How many of these were of the media that it has now.
  public var placeTries: Int
  public var at: Date?
  /// How long until another try is worth it; nil for as long as its media stay what they are.
  public var retryAfter: Duration?
  public var place: String
  /// A word to group by.
  public var code: String
  public var reason: String

  public init(
    _ subject: EntityID<Subject>, version: Int = Subject.tables.version, tries: Int = 1, placeTries: Int = 1,
    retryAfter: Duration? = nil, place: String, code: String, reason: String
  ) {
    self.subject = subject
    self.version = version
    self.tries = tries
    self.placeTries = placeTries
    self.retryAfter = retryAfter
    self.place = place
    self.code = code
    self.reason = reason
  }
}

/// Why a track was not heard, and a video not seen.
public typealias UnheardTrack = Missed<Track>
public typealias UnseenVideo = Missed<Video>

extension Session {
  /// Keeps why media were not had. Of several of one subject the last.
  public func storeMissed<Subject>(_ missed: [Missed<Subject>]) throws {
    let missed = Dictionary(missed.map { ($0.subject, $0) }) { $1 }.values.sorted { $0.subject < $1.subject }
    guard !missed.isEmpty else { return }
    let tables = Subject.tables, subject: SQL = "\(identifier: tables.subject)"
    try execute(
      """
      insert into hookline.\(identifier: tables.missed)
        (\(subject), version, tries, place_tries, retry_at, place, code, reason)
      select id, version, tries, place_tries, now() + make_interval(secs => wait), place, code, reason
      from \(unnest: missed.map(\.subject), missed.map { Int32(clamping: $0.version) },
        missed.map { Int32(clamping: $0.tries) }, missed.map { Int32(clamping: $0.placeTries) },
        missed.map { $0.retryAfter.map { $0 / .seconds(1) } },
        missed.map(\.place), missed.map(\.code), missed.map(\.reason))
        as i (id, version, tries, place_tries, wait, place, code, reason)
      on conflict (\(subject), version) do update set tries = excluded.tries, place_tries = excluded.place_tries,
        at = now(), retry_at = excluded.retry_at, place = excluded.place, code = excluded.code, reason = excluded.reason
      """)
  }
}

extension Database {
  /// Why versions did not have the media of a subject, the oldest first.
  public func missed<Subject>(_ subject: EntityID<Subject>) async throws -> [Missed<Subject>] {
    let tables = Subject.tables
    return try await map(
      """
      select version, tries, place, code, reason, at, place_tries from hookline.\(identifier: tables.missed)
      where \(identifier: tables.subject) = \(subject) order by version
      """
    ) { row in
      var missed = Missed(
        subject, version: Int(try row.decode(0, as: Int32.self)),
        tries: Int(try row.decode(1, as: Int32.self)),
        placeTries: Int(try row.decode(6, as: Int32.self)), place: try row.decode(2), code: try row.decode(3),
        reason: try row.decode(4))
      missed.at = try row.decode(5)
      return missed
    }
  }
}
