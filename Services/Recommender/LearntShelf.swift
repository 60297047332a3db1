import FoundationEssentials
import Learning
import Lifecycle
import Models
import Recommending
import Storage
import Telemetry

/// What was learnt and what changes by the day, kept for a while: how tracks grow, and which keep company with tags.
actor LearntShelf {
  /// Of so many of the most used tracks it is asked how they grow.
  private static let trendLimit = 2_000
  /// Of so many tags of a creator it is asked which tracks are used with them, and of so many for all lists of a batch.
  private static let tagLimit = 5
  private static let batchTagLimit = 100
  private static let tracksOfTags = 50
  private static let freshness = Duration.seconds(600)

  private let companies: CompanyShelf
  private let trends: TrackTrends
  private let tags: HashtagStore
  private var grown: (signals: [Track.ID: TrendSignal], until: ContinuousClock.Instant)?

  init(_ database: any Database, companies: CompanyShelf) {
    self.companies = companies
    trends = TrackTrends(TrendStore(database))
    tags = HashtagStore(database)
  }

  /// For lists of these creators; nil where nothing was learnt that lists can be made by.
  func stock(_ stock: Stock, for authors: [Author.ID]) async throws -> LearntStock? {
    guard let current = try await companies.current(), current.ranker != nil else { return nil }
    return LearntStock(
      current, stock, try await signals(of: stock.tracks), tags: try await tracks(ofTags: authors))
  }

  private func signals(of tracks: [Candidate]) async throws -> [Track.ID: TrendSignal] {
    if let grown, .now < grown.until { return grown.signals }
    let signals = try await trends.signals(of: tracks.prefix(Self.trendLimit).map(\.track))
    grown = (signals, .now + Self.freshness)
    return signals
  }

  private func tracks(ofTags authors: [Author.ID]) async throws -> [Author.ID: [Track.ID: Double]] {
    let own = try await tags.tags(of: authors).mapValues { counts in
      let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.tagLimit)
      return Dictionary(uniqueKeysWithValues: most.map { ($0.key, $0.value) })
    }
    var users: [String: Int] = [:]
    for tag in own.values.flatMap(\.keys) { users[tag, default: 0] += 1 }
    let asked = users.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.batchTagLimit).map(\.key)
    let company = HashtagCompany(
      try await tags.counts(of: Set(asked), least: HashtagCompany.leastCreators))
    return own.mapValues { counts in
      let found = company.tracks(for: counts, limit: Self.tracksOfTags)
      return Dictionary(found.map { ($0.track, $0.score) }) { first, _ in first }
    }
  }
}
