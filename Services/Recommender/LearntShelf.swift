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
  /// Of so many tags of a creator it is asked which tracks are used with them, and of so many for all lists.
  private static let tagLimit = 5
  private static let askedTagLimit = 100
  private static let tracksOfTags = 50
  private static let freshness = Duration.seconds(600)

  /// What takes longer is not waited for: lists are made without it.
  private static let patience = Duration.seconds(8)

  private let companies: CompanyShelf
  private let trends: TrackTrends
  private let tags: HashtagStore
  private let logger: Logger
  private var grown: (signals: [Track.ID: TrendSignal], until: ContinuousClock.Instant)?
  private var company: (tags: HashtagCompany, until: ContinuousClock.Instant)?
  /// How many creators were seen with each tag since the start: the most frequent are asked about.
  private var wanted: [String: Int] = [:]
  private static let wantedLimit = 20_000

  init(_ database: any Database, companies: CompanyShelf, logger: Logger) {
    self.companies = companies
    self.logger = logger
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
    let known = tracks.prefix(Self.trendLimit).map(\.track)
    let signals = try await unhurried("trends") { [trends] in try await trends.signals(of: known) }
    grown = (signals ?? grown?.signals ?? [:], .now + Self.freshness)
    return grown?.signals ?? [:]
  }

  private func tracks(ofTags authors: [Author.ID]) async throws -> [Author.ID: [Track.ID: Double]] {
    let found = try await unhurried("hashtags") { [tags] in try await tags.tags(of: authors) } ?? [:]
    let own = found.mapValues { counts in
      let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.tagLimit)
      return Dictionary(most.map { ($0.key, $0.value) }) { first, _ in first }
    }
    if wanted.count > Self.wantedLimit { wanted = [:] }
    for tag in own.values.flatMap(\.keys) { wanted[tag, default: 0] += 1 }
    let company = try await tagCompany()
    return own.mapValues { counts in
      let found = company.tracks(for: counts, limit: Self.tracksOfTags)
      return Dictionary(found.map { ($0.track, $0.score) }) { first, _ in first }
    }
  }

  private func tagCompany() async throws -> HashtagCompany {
    if let company, .now < company.until { return company.tags }
    let asked = wanted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.askedTagLimit).map(
      \.key)
    let counts = try await unhurried("tracks of hashtags") { [tags] in
      try await tags.counts(of: Set(asked), least: HashtagCompany.leastCreators)
    }
    let known = counts.map { HashtagCompany($0) } ?? company?.tags ?? HashtagCompany(HashtagCounts())
    company = (known, .now + Self.freshness)
    return known
  }

  /// Nil where it fails or takes too long: no list waits for what may be left out of it.
  private func unhurried<Value: Sendable>(
    _ what: String, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value? {
    let work = Task { try await body() }
    let timer = Task {
      do { try await Task.sleep(for: Self.patience) } catch { return }
      work.cancel()
    }
    defer { timer.cancel() }
    let result = await withTaskCancellationHandler {
      await work.result
    } onCancel: {
      work.cancel()
    }
    try Task.checkCancellation()
    switch result {
    case .success(let value): return value
    case .failure(let error):
      logger.warning("lists are made without \(what)", ["error": "\(error)"])
      return nil
    }
  }
}
