import FoundationEssentials
import Models
import Recommending
import Storage

/// What trends say of tracks, for whoever ranks them.
///
/// How much is known of all tracks together is read anew when a day is over, and after a while, as posts of the last days
/// are still coming in.
actor TrackTrends {
  private let store: TrendStore
  private var known: (reader: TrendReader, at: Date)?

  private static let freshness: TimeInterval = 600

  init(_ store: TrendStore) { self.store = store }

  /// Velocity, stage and saturation of each of these tracks by the days that were over at a moment. Tracks have to stand for
  /// themselves; of one that nobody used there is `TrendSignal.none`.
  func signals(of tracks: [Track.ID], at moment: Date = Date()) async throws -> [Track.ID: TrendSignal] {
    let reader = try await reader(at: moment)
    var signals: [Track.ID: TrendSignal] = [:]
    try await store.forEachBatch(of: tracks, in: reader.volume.window) { uses in
      signals.merge(reader.signals(of: uses)) { $1 }
    }
    return signals
  }

  private func reader(at moment: Date) async throws -> TrendReader {
    let window = UseWindow(.day, until: moment)
    if let known, known.reader.volume.window == window,
      abs(moment.timeIntervalSince(known.at)) < Self.freshness
    {
      return known.reader
    }
    let reader = TrendReader(try await store.volume(in: window))
    known = (reader, moment)
    return reader
  }
}
