import Synchronization
import Telemetry

/// The leases of what this process has started and not settled.
final class Leases: Sendable {
  private let store: JobStore
  private let lease: Duration
  private let logger: Logger
  private let held = Mutex<Set<Claim>>([])

  init(_ store: JobStore, lease: Duration, logger: Logger) {
    self.store = store
    self.lease = lease
    self.logger = logger
  }

  func add(_ claim: Claim) { held.withLock { _ = $0.insert(claim) } }
  func end(_ claims: some Sequence<Claim>) { held.withLock { $0.subtract(claims) } }
  func holds(_ claim: Claim) -> Bool { held.withLock { $0.contains(claim) } }
  var count: Int { held.withLock { $0.count } }

  /// Extends them all; tells which are somebody else's now and which are to stop. `nil` when the database did not answer.
  ///
  /// While the database is away the handlers go on: it decides by the fence whose result counts.
  func beat() async -> (lost: Set<Claim>, stopped: [TaskID: Stop])? {
    let claims = held.withLock { $0 }
    guard !claims.isEmpty else { return ([], [:]) }
    do {
      let kept = try await store.heartbeat(Array(claims), lease: lease)
      let keptIDs = Set(kept.map(\.id))
      // What was settled meanwhile is not lost.
      let open = held.withLock { $0 }
      let lost = claims.filter { open.contains($0) && !keptIDs.contains($0.id) }
      end(lost)
      let stopped = kept.compactMap { id, stop in stop.map { (id, $0) } }
      return (lost, Dictionary(stopped) { first, _ in first })
    } catch {
      logger.warning("leases were not extended", ["count": .int(Int64(claims.count)), "error": "\(error)"])
      return nil
    }
  }
}
