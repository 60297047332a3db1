import Storage
import Synchronization

/// Tells whoever listens on the channel which runs have moved.
///
/// A hint, sent after the commit and not in it: a notification inside a transaction makes all commits of the server wait
/// for each other. Who listens looks at the run's row, and now and then without a hint.
final class ProgressNotes: Sendable {
  static let channel = "hookline_run"
  static let interval = Duration.milliseconds(200)
  /// A payload is at most 8,000 bytes.
  private static let portion = 200

  private let store: JobStore
  private let moved = Mutex<Set<RunID>>([])

  init(_ store: JobStore) { self.store = store }

  func note(_ runs: [Settled.Progress]) {
    guard !runs.isEmpty else { return }
    moved.withLock { $0.formUnion(runs.lazy.map(\.run)) }
  }

  func flush() async {
    let runs = moved.withLock { moved in
      defer { moved = [] }
      return Array(moved)
    }
    for start in stride(from: 0, to: runs.count, by: Self.portion) {
      let text = runs[start..<min(start + Self.portion, runs.count)].map(\.description).joined(separator: " ")
      _ = try? await store.database.execute("select pg_notify(\(Self.channel), \(text))")
    }
  }
}
