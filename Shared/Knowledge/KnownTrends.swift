public import FoundationEssentials
public import Models
public import Recommending
public import Storage

/// The trends of many tracks, or of one.
public struct KnownTrends: Sendable {
  public struct Question: Sendable, Hashable {
    public var limit: Int
    public var stage: TrendStage?
    public var window: UseWindow
    /// Only this one, whatever is known of it.
    public var track: Track.ID?

    public init(limit: Int = 20, stage: TrendStage? = nil, window: UseWindow, track: Track.ID? = nil) {
      self.limit = limit
      self.stage = stage
      self.window = window
      self.track = track
    }
  }

  public let window: UseWindow
  /// Bursts first.
  public let trends: [TrackTrend]
  /// Of their tracks.
  public let names: [Track.ID: RecommendationStore.Name]
  /// How many tracks enough creators used, by the stage that they are at.
  public let considered: Int
  public let stages: [TrendStage: Int]
  /// Whether there were more than are looked at.
  public let isCut: Bool
  /// The platform's own counter, of one track.
  public let counted: UsageTrend?
  /// When the newest use that is known was; nil where something was found.
  public let newestUse: Date?

  public init(
    window: UseWindow, trends: [TrackTrend], names: [Track.ID: RecommendationStore.Name], considered: Int,
    stages: [TrendStage: Int], isCut: Bool, counted: UsageTrend?, newestUse: Date?
  ) {
    (self.window, self.trends, self.names) = (window, trends, names)
    (self.considered, self.stages, self.isCut) = (considered, stages, isCut)
    (self.counted, self.newestUse) = (counted, newestUse)
  }

  /// `volume` is how much is known of all tracks in the window, where somebody has read that already.
  public init(
    _ question: Question, volume: UseVolume? = nil, in database: any Database
  ) async throws {
    window = question.window
    let store = TrendStore(database)
    let chosen = try await Self.tracks(question, store, database)
    let known: UseVolume = if let volume { volume } else { try await store.volume(in: question.window) }
    let reader = TrendReader(known)
    var (list, counted) = (TrendList(limit: question.limit, stage: question.stage), UsageTrend?.none)
    try await store.forEachBatch(of: chosen.tracks, in: question.window) { batch in
      for uses in batch {
        list.add(reader.trend(of: uses))
        counted = uses.counted
      }
    }
    (trends, considered, stages) = (list.first, list.considered, list.stages)
    (isCut, self.counted) = (chosen.isCut, question.track == nil ? nil : counted)
    names = try await store.names(of: trends.map(\.track))
    newestUse = considered == 0 ? try await store.newestUse(before: question.window.ends) : nil
  }

  private static func tracks(
    _ question: Question, _ store: TrendStore, _ database: any Database
  ) async throws -> (tracks: [Track.ID], isCut: Bool) {
    if let number = question.track {
      return ([try await IdentityStore(database).canonicals(of: [number])[number] ?? number], false)
    }
    let busiest = try await store.busiest(in: question.window, creators: TrackTrend.leastCreators)
    return (Array(busiest.prefix(TrendStore.trackLimit)), busiest.count > TrendStore.trackLimit)
  }
}
