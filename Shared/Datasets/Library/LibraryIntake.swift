import FoundationEssentials
import Media
public import Models
public import Sources
public import Storage

/// Keeps what a folder of music holds: its tracks in the catalogue, found out what they are to others by their names and
/// their sound, their fingerprints, and what is known of the files.
public struct LibraryIntake: LibraryShelf {
  private let database: any Database
  private let catalogue: Catalogue
  private let identification: Identification

  public init(_ database: any Database) {
    self.database = database
    catalogue = Catalogue(database)
    identification = Identification(database)
  }

  public func records(of root: String) async throws -> [LibraryRecord] {
    try await LibraryStore(database).records(of: root)
  }

  /// What the tracks are to others is looked for once their fingerprints are there for everybody: of two that are taken in
  /// at the same time, one finds the other. The files are known when all is done; until then they are read again.
  public func keep(_ news: [LibraryNews], of root: String) async throws {
    guard !news.isEmpty else { return }
    let tracks = Intake.distinct(news.compactMap(\.record.track))
    let intake = Intake(tracks: tracks, rejections: news.compactMap(\.record.rejection), at: Date())
    let (numbers, known) = try await catalogue.resolve(author: nil, videos: [], tracks: tracks)
    var entry = try await identification.of(intake.entry(numbers), known).entry
    entry.source = "library"
    let ids = Dictionary(zip(tracks.map(\.key), numbers.tracks)) { first, _ in first }
    let heard = news.compactMap { news in HeardTrack(news, ids) }
    try await database.transaction { [entry] session in
      try Catalogue.write([(entry, nil)], session)
      try session.storeFingerprints(heard.map(\.indexed))
    }
    let links = try await SoundComparison(database).links(of: heard)
    try await database.transaction { session in
      try LibraryStore.write(news.map(\.record), of: root, session)
      // Last, because it may wait for all others.
      try session.relate(links, madeBy: "rules")
    }
  }
}

/// A track with what it sounds like.
public struct HeardTrack: Sendable {
  public let track: Track.ID
  public let fingerprint: Fingerprint
  /// At other speeds.
  public let others: [Fingerprint]

  public init(_ track: Track.ID, _ fingerprint: Fingerprint, others: [Fingerprint] = []) {
    self.track = track
    self.fingerprint = fingerprint
    self.others = others
  }

  fileprivate init?(_ news: LibraryNews, _ ids: [SourceKey: Track.ID]) {
    guard let fingerprint = news.fingerprint, let track = news.record.track.flatMap({ ids[$0.key] }) else {
      return nil
    }
    self.init(track, fingerprint, others: news.others)
  }

  /// As it is stored.
  public var indexed: IndexedFingerprint {
    IndexedFingerprint(FingerprintKey(track), fingerprint, terms: Terms.kept(of: fingerprint))
  }
}

extension LibraryRecord {
  fileprivate var rejection: Rejection? {
    guard case .rejected(let rejection) = state else { return nil }
    return rejection
  }
}
