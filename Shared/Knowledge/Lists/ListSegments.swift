public import Matching
public import Models
public import Storage

/// Which stretches of recommended tracks to use: their hooks, from a bar on, as long as the creators' videos mostly are.
public struct ListSegments: Sendable {
  private let beats: [Track.ID: TrackBeats]
  private let lengths: [Author.ID: Double]
  private let wanted: Double?

  /// `length` is that of one video, where it is known which one they are for.
  public init(
    of lists: some Collection<RecommendationStore.Found>, in database: any Database, length: Double? = nil
  ) async throws {
    wanted = length
    let tracks = lists.flatMap { found in found.list.items.filter { $0.hook != nil }.map(\.track) }
    beats = try await SoundStore(database).beats(of: Set(tracks))
    lengths = try await TasteStore(database).medianLengths(of: lists.map(\.list.author))
  }

  /// Of those tracks that have a hook and known beats.
  public func segments(of list: MadeList) -> [Track.ID: CutGrid] {
    list.items.reduce(into: [:]) { segments, item in
      guard let hook = item.hook, let beats = beats[item.track] else { return }
      segments[item.track] = CutGrid(
        of: hook, Pulse(beats), length: wanted ?? lengths[list.author], trackEnd: beats.duration)
    }
  }
}
