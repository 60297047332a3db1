public import FoundationEssentials
import Models
public import Sources
public import Storage

/// Takes files of scrapes into the catalogue, part by part: each part is written whole or not at all, and one that was
/// written before changes nothing.
public struct ScrapeImport {
  /// What has come of it so far.
  public struct Tally: Sendable, Equatable {
    /// Of different ones, each counted once.
    public struct Entities: Sendable, Equatable {
      public var all = 0
      /// That were not known before.
      public var new = 0
      /// Of which something else is known now than before, and that are not new.
      public var updated = 0
      public var unchanged: Int { all - new - updated }

      public init(all: Int = 0, new: Int = 0, updated: Int = 0) {
        self.all = all
        self.new = new
        self.updated = updated
      }
    }

    /// Records that were taken in.
    public var records = 0
    public var creators = Entities()
    public var posts = Entities()
    public var tracks = Entities()
    /// By the rule that they break.
    public var rejected: [String: Int] = [:]
    /// How many fields of records that were taken in were left out, by the rule that they break.
    public var dropped: [String: Int] = [:]

    public init() {}

    public var rejections: Int { rejected.values.reduce(0, +) }
  }

  /// As the folder of scrapes is called that ingest reads.
  static let source = "scrapes"
  /// How many records may lie between two entries in the ledger of sources.
  private static let ledgerRecords = 20_000

  public private(set) var tally = Tally()
  private let catalogue: Catalogue
  private let identification: Identification
  private let database: any Database
  private var creators = Census()
  private var posts = Census()
  private var tracks = Census()
  /// What the ledger of sources does not have yet.
  private var unbooked = SourceActivity()

  public init(_ database: any Database) {
    self.database = database
    catalogue = Catalogue(database)
    identification = Identification(database)
  }

  /// Takes in a part that was true at that moment.
  public mutating func takeIn(_ batch: ScrapeBatch, at: Date) async throws {
    let (intakes, broken) = Self.intakes(of: batch, at: at)
    let entries = try await entries(intakes, rejections: batch.rejections, at: at)
    let (before, after) = try await database.transaction { session in
      let before = try Catalogue.contents(of: entries, session)
      try Catalogue.write(entries.map { ($0, nil) }, session)
      return (before, try Catalogue.contents(of: entries, session))
    }
    count(batch, broken)
    creators.add(after.authors, before: before.authors)
    posts.add(after.videos, before: before.videos)
    tracks.add(after.tracks, before: before.tracks)
    (tally.creators, tally.posts, tally.tracks) = (creators.count, posts.count, tracks.count)
    if unbooked.records >= Self.ledgerRecords { try await book() }
  }

  /// Tells the ledger of sources what has come since the last time. Whoever imports calls it at the end.
  public mutating func book(now: Date = .now) async throws {
    try await SourceLedger(database).add(unbooked, of: Self.source, now: now)
    unbooked = SourceActivity()
  }

  private func entries(
    _ intakes: [Intake], rejections: [Rejection], at: Date
  ) async throws -> [CatalogueEntry] {
    let numbers = try await catalogue.numbers(
      of: intakes.map { .init(author: $0.author, videos: $0.videos, tracks: $0.tracks) })
    var entries = zip(intakes, numbers).map { $0.entry($1) }
    for place in entries.indices {
      entries[place] = try await identification.of(entries[place], Catalogue.Known()).entry
      entries[place].source = Self.source
    }
    entries.append(CatalogueEntry(rejections: rejections, at: at, source: Self.source))
    return entries
  }

  /// What the part says of each creator, and the sounds that it lists; and the rules that fields of it break.
  static func intakes(of batch: ScrapeBatch, at: Date) -> (intakes: [Intake], broken: [String]) {
    var scrapes: [Scrape] = batch.authors.map { Scrape(author: $0) }
    var places = Dictionary(uniqueKeysWithValues: scrapes.enumerated().map { ($1.author.handle, $0) })
    for post in batch.posts {
      guard let handle = post.author else { continue }
      if let place = places[handle] {
        scrapes[place].videos.append(post.video)
      } else {
        places[handle] = scrapes.count
        scrapes.append(Scrape(author: Author(handle: handle), videos: [post.video]))
      }
    }
    let checked = scrapes.map { $0.checked() }
    var broken = checked.flatMap(\.broken)
    let tracks = batch.tracks.map { track in
      var track = track
      broken += CounterRules.clean(&track)
      return track
    }
    let lists = batch.tracks.isEmpty ? [] : [Intake(tracks: tracks, rejections: [], at: at)]
    return (checked.map { Intake($0.scrape, at: at) } + lists, broken)
  }

  private mutating func count(_ batch: ScrapeBatch, _ broken: [String]) {
    let dropped = broken.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    tally.records += batch.records
    tally.rejected.merge(batch.rejected, uniquingKeysWith: +)
    tally.dropped.merge(dropped, uniquingKeysWith: +)
    unbooked.add(
      SourceActivity(
        records: batch.records, rejected: batch.rejected.merging(dropped, uniquingKeysWith: +)))
  }
}

/// Counts entities of one kind that come in part by part, each once.
private struct Census {
  private var all = NumberSet()
  private var new = NumberSet()
  private var updated = NumberSet()

  /// Hashes of what is known, by number.
  mutating func add(_ after: [Int64: Int64], before: [Int64: Int64]) {
    for (number, hash) in after {
      _ = all.insert(number)
      guard let earlier = before[number] else {
        _ = new.insert(number)
        continue
      }
      if earlier != hash, !new.contains(number) { _ = updated.insert(number) }
    }
  }

  var count: ScrapeImport.Tally.Entities {
    .init(all: all.count, new: new.count, updated: updated.count)
  }
}
