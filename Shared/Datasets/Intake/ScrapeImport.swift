public import FoundationEssentials
import Models
public import Sources
public import Storage

/// Takes files of scrapes into the catalogue, part by part: each part is written whole or not at all, and one that was
/// written before changes nothing.
public struct ScrapeImport {
  /// What has come of it so far.
  public struct Tally: Sendable, Equatable {
    /// Records that were taken in.
    public var records = 0
    /// Different ones, each.
    public var creators = 0
    public var posts = 0
    public var tracks = 0
    /// By the rule that they break.
    public var rejected: [String: Int] = [:]

    public init() {}

    public var rejections: Int { rejected.values.reduce(0, +) }
  }

  /// As the folder of scrapes is called that ingest reads.
  static let source = "scrapes"

  public private(set) var tally = Tally()
  private let catalogue: Catalogue
  private let identification: Identification
  private let database: any Database
  private var creators = NumberSet()
  private var posts = NumberSet()
  private var tracks = NumberSet()

  public init(_ database: any Database) {
    self.database = database
    catalogue = Catalogue(database)
    identification = Identification(database)
  }

  /// Takes in a part that was true at that moment.
  public mutating func takeIn(_ batch: ScrapeBatch, at: Date) async throws {
    let entries = try await entries(Self.intakes(of: batch, at: at), rejections: batch.rejections, at: at)
    try await database.transaction { session in
      try Catalogue.write(entries.map { ($0, nil) }, session)
    }
    count(batch, entries)
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

  /// What the part says of each creator, and the sounds that it lists.
  static func intakes(of batch: ScrapeBatch, at: Date) -> [Intake] {
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
    let tracks = batch.tracks.map { track in
      var track = track
      _ = CounterRules.clean(&track)
      return track
    }
    let lists = Intake(tracks: tracks, rejections: [], at: at)
    return scrapes.map { Intake($0.checked().scrape, at: at) } + (batch.tracks.isEmpty ? [] : [lists])
  }

  private mutating func count(_ batch: ScrapeBatch, _ entries: [CatalogueEntry]) {
    for entry in entries {
      if let author = entry.author { _ = creators.insert(author.id.rawValue) }
      for video in entry.videos { _ = posts.insert(video.id.rawValue) }
      for track in entry.tracks { _ = tracks.insert(track.id.rawValue) }
    }
    tally.records += batch.records
    tally.rejected.merge(batch.rejected, uniquingKeysWith: +)
    (tally.creators, tally.posts, tally.tracks) = (creators.count, posts.count, tracks.count)
  }
}
