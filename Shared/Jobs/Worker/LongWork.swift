import FoundationEssentials
import Lifecycle
import Messaging
import Synchronization

/// Tasks that turned out to take long: they wait beside the others, without a handler, for slots of their own.
final class LongWork: Sendable {
  private struct State {
    var runningCount = 0
    /// Nothing begins: something has to be alone.
    var isHeld = false
    var waiters: [CheckedContinuation<Bool, Never>] = []
    /// Of those that were done here, smoothed.
    var usualDuration = Duration.seconds(1)
  }

  private let settings: WorkerSettings.Long
  private let feed: LaneFeed<Piece>
  private let state = Mutex(State())

  init(_ settings: WorkerSettings) {
    self.settings = settings.long
    feed = LaneFeed(weights: settings.weights)
  }

  var waitingCount: Int { feed.count }

  /// How long a task would have to wait if it came now.
  var wait: Duration {
    state.withLock { $0.usualDuration } * (feed.count + 1) / max(1, settings.slots)
  }

  var isFull: Bool { feed.count >= settings.limit || wait > settings.patience }

  /// False when nothing is taken any more.
  func add(_ piece: Piece) -> Bool { feed.add(piece) }

  /// Begins nothing more; returns what was not begun.
  func close() -> [Piece] { feed.close() }

  /// Does one after the other, as many at once as there are slots, until it is closed and the last has ended.
  func run(_ shift: Shift) async {
    await withTaskGroup(of: Void.self) { group in
      var busy = 0
      while true {
        while busy >= max(1, settings.slots), await group.next() != nil { busy -= 1 }
        guard let piece = await feed.next() else { break }
        await changed { state in
          guard !state.isHeld else { return false }
          state.runningCount += 1
          return true
        }
        busy += 1
        group.addTask { [self] in
          if shift.shutdown.phase == .running { await runNow(piece, shift) } else { shift.giveBack(piece) }
          change { $0.runningCount -= 1 }
        }
      }
    }
  }

  /// Does one, whatever else runs.
  func runNow(_ piece: Piece, _ shift: Shift) async {
    let begin = ContinuousClock.now
    await shift.performLong(piece)
    let took = ContinuousClock.now - begin
    change { $0.usualDuration = ($0.usualDuration * 7 + took) / 8 }
  }

  // MARK: Being alone

  /// Lets nothing begin, and returns once nothing runs.
  func hold() async {
    change { $0.isHeld = true }
    await changed { $0.runningCount == 0 }
  }

  func release() { change { $0.isHeld = false } }

  private func change(_ body: (inout State) -> Void) {
    let waiters = state.withLock { state in
      body(&state)
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume(returning: false) }
  }

  /// Returns once `body` has said that it has made its change.
  private func changed(_ body: @Sendable (inout State) -> Bool) async {
    var isDone = false
    while !isDone {
      isDone = await withCheckedContinuation { continuation in
        let isMade = state.withLock { state in
          if body(&state) { return true }
          state.waiters.append(continuation)
          return false
        }
        if isMade { continuation.resume(returning: true) }
      }
    }
  }
}

extension Shift {
  /// Puts a task that takes long behind the others of its sort. Where too many wait it comes back when there may be room.
  func lineUp(_ piece: Piece) {
    if long.isFull {
      close([Verdicts(settings).postponed(piece, by: min(max(long.wait, .seconds(5)), .seconds(600)))])
    } else if !long.add(piece) {
      giveBack(piece)
    }
  }

  /// Leaves a task that was not begun to another worker.
  func giveBack(_ piece: Piece) {
    guard piece.isStarted else { return worker.hands.giveBack(piece.message) }
    close([Verdicts(settings).closing(of: piece, nil, .hastened)].compactMap { $0 })
  }

  func performLong(_ piece: Piece) async {
    let verdicts = Verdicts(settings)
    if verdicts.isExpired(piece, at: Date()) { return close([verdicts.expired(piece)]) }
    var charged = piece
    charged.isCharged = true
    let ready = piece.isStarted ? [piece] : await start([charged])
    guard let piece = ready.first else { return }
    let begin = ContinuousClock.now
    let (endings, interruptions) = await worker.running.run([piece], timeout: settings.long.timeout) {
      [self] in
      await worker.parts.inFlight.track("\(piece.envelope.kind.rawValue) [\(piece.claim.id)]") {
        [await worker.work.runLong(piece, SystemContext(logger: logger))]
      }
    }
    worker.meters.ran(for: .now - begin)
    conclude([piece], endings, interruptions)
  }
}
