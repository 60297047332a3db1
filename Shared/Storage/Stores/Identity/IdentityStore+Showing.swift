public import FoundationEssentials
public import Models

/// A link as it is shown.
public struct ShownLink: Sendable, Equatable {
  public var link: TrackLink
  public var madeBy: String
  public var madeAt: Date
  /// Nil while it holds.
  public var undoneBy: String?

  public init(link: TrackLink, madeBy: String, madeAt: Date, undoneBy: String? = nil) {
    (self.link, self.madeBy, self.madeAt, self.undoneBy) = (link, madeBy, madeAt, undoneBy)
  }
}

/// A recording with all tracks that it is on platforms.
public struct ShownTrack: Sendable, Equatable {
  public struct Member: Sendable, Equatable {
    public var track: Track.ID
    public var key: SourceKey?
    public var title: String
    public var artist: String?
    public var duration: Double?
    public var uses: Int64?
    public var claims: [SourceKey]

    public init(
      track: Track.ID, key: SourceKey? = nil, title: String, artist: String? = nil, duration: Double? = nil,
      uses: Int64? = nil, claims: [SourceKey]
    ) {
      (self.track, self.key, self.title, self.artist) = (track, key, title, artist)
      (self.duration, self.uses, self.claims) = (duration, uses, claims)
    }
  }

  public var canonical: Track.ID
  /// The one that stands for them first.
  public var members: [Member]
  /// The newest first.
  public var links: [ShownLink]
  /// The tracks that links name and that are no members.
  public var others: [Track.ID: Member]
  /// Of members that somebody has counted.
  public var usage: [Track.ID: UsageTrend]

  public init(
    canonical: Track.ID, members: [Member], links: [ShownLink], others: [Track.ID: Member],
    usage: [Track.ID: UsageTrend]
  ) {
    (self.canonical, self.members, self.links) = (canonical, members, links)
    (self.others, self.usage) = (others, usage)
  }

  /// The links to versions of the song that are told from it, and still are.
  public var variants: [ShownLink] {
    links.filter { $0.link.relation == .variant && $0.undoneBy == nil }
  }
}

extension IdentityStore {
  /// How many links of one recording are shown.
  public static let shownLimit = 500

  /// The recording of which a track is; nil when there is no such track.
  public func show(_ track: Track.ID) async throws -> ShownTrack? {
    try await database.transaction(.init(isolation: .repeatableRead, isReadOnly: true)) { session in
      let canonical = try Self.canonical(of: track, session)
      let ids = try Self.members(with: track, session)
      let found = try Self.describe(ids, session)
      guard !found.isEmpty else { return nil }
      let links = try Self.links(of: ids, session)
      let named = Set(links.flatMap { [$0.link.left, $0.link.right] }).subtracting(ids)
      return ShownTrack(
        canonical: canonical,
        members: ids.compactMap { found[$0] }.sorted {
          ($0.track != canonical ? 1 : 0, $0.track) < ($1.track != canonical ? 1 : 0, $1.track)
        },
        links: links, others: try Self.describe(named.sorted(), session),
        usage: try session.usageTrends(of: ids))
    }
  }

  /// Tracks that have this key of their own, or claim it; `hash` is that of the key in the index.
  public func tracks(called key: SourceKey, hash: Int64) async throws -> [Track.ID] {
    try await database.perform { session in
      let own: [Track.ID] = try session.rows(
        "select track_id from track_source where platform = \(key.platform.rawValue) and key = \(key.id)",
        as: Track.ID.self)
      if !own.isEmpty { return own }
      let found: [Track.ID] = try session.rows(
        "select track_id from track_key where key = \(hash) order by track_id limit 1000", as: Track.ID.self)
      return try Self.known(found, session).values.filter { $0.portrait.allKeys.contains(key) }.map(
        \.portrait.track
      ).sorted()
    }
  }

  /// Which track stands for each of these.
  public func canonicals(of tracks: [Track.ID]) async throws -> [Track.ID: Track.ID] {
    try await database.perform { session in
      let rows = try session.rows(
        """
        select i.id, coalesce((select canonical_id from track_identity where track_id = i.id), i.id)
        from \(unnest: tracks) as i(id)
        """, as: Track.ID.self, Track.ID.self)
      return Dictionary(rows) { $1 }
    }
  }

  /// Tracks whose title and artist have all these words, the best first. The words are as `TrackEntry.words` has them.
  /// Where it `isCut`, the words are in so many tracks that not all of them were put in order.
  public func find(_ words: [String], limit: Int) async throws -> (
    tracks: [(member: ShownTrack.Member, canonical: Track.ID)], isCut: Bool
  ) {
    try await database.perform { session in
      let result = try TrackSearch(words).tracks(limit: limit, session)
      let found = try Self.describe(result.tracks, session)
      let tracks = try result.tracks.compactMap { id in
        try found[id].map { (member: $0, canonical: try Self.canonical(of: id, session)) }
      }
      return (tracks, result.isCut)
    }
  }

  /// Pairs of versions, the newest first.
  public func variants(limit: Int) async throws -> (links: [ShownLink], tracks: [Track.ID: ShownTrack.Member])
  {
    try await database.perform { session in
      let links = try session.map(
        """
        select left_id, right_id, relation, kind, rule, evidence, made_by, made_at, undone_by from track_link
        where relation = 'variant' and undone_at is null order by id desc limit \(limit)
        """, Self.link)
      return (
        links, try Self.describe(Set(links.flatMap { [$0.link.left, $0.link.right] }).sorted(), session)
      )
    }
  }

  /// A page of the same with their numbers: before the one of a number, or, the nearest first, after one.
  public func variants(before: Int64? = nil, after: Int64? = nil, limit: Int) async throws -> (
    links: [(id: Int64, link: ShownLink)], tracks: [Track.ID: ShownTrack.Member]
  ) {
    let order: SQL = after == nil ? "desc" : "asc"
    let older: SQL = before.map { "id < \($0)" } ?? "true"
    let newer: SQL = after.map { "id > \($0)" } ?? "true"
    return try await database.perform { session in
      let links = try session.map(
        """
        select left_id, right_id, relation, kind, rule, evidence, made_by, made_at, undone_by, id from track_link
        where relation = 'variant' and undone_at is null
          and \(older) and \(newer)
        order by id \(order) limit \(limit)
        """, Self.numberedLink)
      let named = Set(links.flatMap { [$0.link.link.left, $0.link.link.right] })
      return (links, try Self.describe(named.sorted(), session))
    }
  }

  private static func links(of tracks: [Track.ID], _ session: Session) throws -> [ShownLink] {
    try session.map(
      """
      select l.left_id, l.right_id, l.relation, l.kind, l.rule, l.evidence, l.made_by, l.made_at, l.undone_by from (
        select distinct on (l.id) l.* from \(unnest: tracks) as i(id)
        cross join lateral (select * from track_link where left_id = i.id union all
                            select * from track_link where right_id = i.id) l) l
      order by l.undone_at is not null, l.id desc limit \(shownLimit)
      """, link)
  }

  private static func link(_ row: borrowing Row) throws -> ShownLink {
    ShownLink(
      link: TrackLink(
        try row.decode(0), try row.decode(1), Relation(rawValue: try row.decode(2)) ?? .variant,
        kind: try row.decode(3, as: String?.self).flatMap(VariantKind.init),
        rule: TrackLink.Rule(rawValue: try row.decode(4)) ?? .name,
        evidence: try row.decode(5, as: JSON.self).decode(LinkEvidence.self)),
      madeBy: try row.decode(6), madeAt: try row.decode(7), undoneBy: try row.decode(8))
  }

  private static func numberedLink(_ row: borrowing Row) throws -> (id: Int64, link: ShownLink) {
    (id: try row.decode(9), link: try link(row))
  }

  private static func describe(
    _ tracks: [Track.ID], _ session: Session
  ) throws -> [Track.ID: ShownTrack.Member] {
    guard !tracks.isEmpty else { return [:] }
    let known = try known(tracks, session)
    var members: [Track.ID: ShownTrack.Member] = [:]
    try session.query(
      """
      select i.id, t.title, t.artist, t.duration, t.uses, s.platform, s.key
      from \(unnest: tracks) as i(id)
      left join lateral (select * from track where id = i.id limit 1) t on true
      left join lateral (select platform, key from track_source where track_id = i.id order by platform, key limit 1) s on true
      """
    ) { row in
      let id = try row.decode(0, as: Track.ID.self)
      let portrait = known[id]?.portrait
      guard let title = try row.decode(1, as: String?.self) ?? portrait?.title else { return }
      let platform = try row.decode(5, as: String?.self).flatMap(Platform.init)
      let key = try row.decode(6, as: String?.self)
      members[id] = ShownTrack.Member(
        track: id, key: portrait?.key ?? platform.flatMap { platform in key.map { SourceKey(platform, $0) } },
        title: title, artist: try row.decode(2) ?? portrait?.artist,
        duration: try row.decode(3) ?? portrait?.duration,
        uses: try row.decode(4), claims: portrait?.claims ?? [])
    }
    return members
  }
}
