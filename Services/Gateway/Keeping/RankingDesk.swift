import Knowledge
import Storage
import Synchronization

/// Tells the ranking of all tracks. That goes through all videos, so it is worked out once for all who ask, and told for a
/// moment; what this gateway takes in itself is in the next answer.
final class RankingDesk: Sendable {
  /// How old what is told may be.
  static let age = Duration.seconds(10)
  /// So many are worked out at least: most ask for the first ones.
  private static let depth = 1_000

  private struct Kept {
    var ranking: [TrackTotals]
    /// How many were asked for: where there are fewer, these are all.
    var depth: Int
    var until: ContinuousClock.Instant
  }

  private struct State {
    var kept: Kept?
    /// Counts what was taken in, so that what was worked out meanwhile is not told.
    var turn = 0
  }

  private let age: Duration
  private let state: Mutex<State>
  private let reads: BatchedRead<Int, [TrackTotals]>

  /// `read` answers the first so many of the ranking.
  init(age: Duration = age, _ read: @escaping @Sendable (Int) async throws -> [TrackTotals]) {
    self.age = age
    let box = Box()
    state = Mutex(State())
    reads = BatchedRead(waitingLimit: 64) { depths in
      // Who waited while another's was worked out may find all in that.
      let depth = max(Self.depth, depths.max() ?? 0)
      let ranking: [TrackTotals]
      if let known = box.desk?.known(depth) {
        ranking = known
      } else {
        let turn = box.desk?.turn
        ranking = try await read(depth)
        box.desk?.keep(ranking, depth, turn)
      }
      return depths.reduce(into: [:]) { $0[$1] = ranking }
    }
    box.hold(self)
  }

  /// A part of the ranking.
  func ranking(skip: Int, limit: Int) async throws -> [TrackTotals] {
    let depth = skip + limit
    var ranking = known(depth)
    if ranking == nil { ranking = try await reads.value(for: depth) }
    return Array((ranking ?? []).dropFirst(skip).prefix(limit))
  }

  /// Something was taken in.
  func forget() {
    state.withLock { state in
      state.turn += 1
      state.kept = nil
    }
  }

  private var turn: Int { state.withLock(\.turn) }

  private func known(_ depth: Int) -> [TrackTotals]? {
    state.withLock { state in
      guard let kept = state.kept, kept.until > .now, kept.depth >= depth else { return nil }
      return kept.ranking
    }
  }

  private func keep(_ ranking: [TrackTotals], _ depth: Int, _ turn: Int?) {
    state.withLock { state in
      guard state.turn == turn else { return }
      state.kept = Kept(ranking: ranking, depth: depth, until: .now + age)
    }
  }

  /// The desk that a reader belongs to, which is made after it.
  private final class Box: Sendable {
    private struct Weak: Sendable { weak var desk: RankingDesk? }
    private let held = Mutex(Weak())

    var desk: RankingDesk? { held.withLock { $0.desk } }
    func hold(_ desk: RankingDesk) { held.withLock { $0.desk = desk } }
  }
}
