public import FoundationEssentials
import Models

extension RecommendationStore {
  /// A list without what was forbidden, or dismissed by its creator, since it was made.
  public struct Allowed: Sendable, Equatable {
    public let found: Found
    /// How many tracks that was. Their ranks stay free.
    public let withdrawn: Int
    /// The same of what the creator wants to see no more.
    public let dismissed: Int
  }

  /// What may still be shown of lists, the first `limit` tracks of each: they are kept as they were made, and rights go on
  /// changing. A list is for a creator's own posts, shown everywhere, so what is forbidden anywhere is left out.
  public func allowed<Key: Hashable & Sendable>(
    _ lists: [Key: Found], limit: Int, at time: Date = Date()
  ) async throws -> [Key: Allowed] {
    let tracks = Set(lists.values.flatMap { $0.list.items.map(\.track) })
    let rights = tracks.isEmpty ? [:] : try await RightsStore(database).rights(of: tracks.sorted())
    let forbidden = rights.filter { !$0.value.allows(.organic, in: .world, at: time) }.keys
    let dismissed = try await FeedbackStore(database).dismissed(by: lists.values.map(\.list.author))
    return lists.mapValues { $0.without(Set(forbidden), dismissed[$0.list.author] ?? [], limit) }
  }
}

extension RecommendationStore.Found {
  fileprivate func without(
    _ forbidden: Set<Track.ID>, _ dismissed: Set<Track.ID>, _ limit: Int
  ) -> RecommendationStore.Allowed {
    var list = list
    let allowed = list.items.filter { !forbidden.contains($0.track) }
    let wanted = allowed.filter { !dismissed.contains($0.track) }
    let withdrawn = list.items.count - allowed.count
    list.items = Array(wanted.prefix(limit))
    return RecommendationStore.Allowed(
      found: RecommendationStore.Found(list: list, madeAt: madeAt, names: names), withdrawn: withdrawn,
      dismissed: allowed.count - wanted.count)
  }
}
