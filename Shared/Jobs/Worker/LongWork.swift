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
    var durations = UsualDuration()
    var returns = Returns()
  }

  private let settings: WorkerSettings.Long
  private let feed: LaneFeed<Piece>
  private let state = Mutex(State())

  init(_ settings: WorkerSettings) {
    self.settings = settings.long
    feed = LaneFeed(weights: settings.long.weights)
  }

  var waitingCount: Int { feed.count }

  /// About how long a task would have to wait if it came now by this lane: what waits in lanes behind it goes after it.
  func wait(in lane: JobLane) -> Duration {
    let (each, overdue) = state.withLock { state in
      (state.durations.expected(at: .now), state.durations.overdue(at: .now))
    }
    return (each * (feed.count(through: lane) + 1) + overdue) / max(1, settings.slots)
  }

  /// When a task for which there is no room is to come back; `wait` is how long it would have to wait here.
  ///
  /// They come one by one, and some four times as fast as they would be done if each took as long as is believed by now:
  /// it is learnt while they are away, and a worker with nothing to do waits for none of them for long.
  func returnDelay(_ wait: Duration) -> Duration {
    let longest = min(max(wait, Self.leastAway), Self.mostAway)
    return state.withLock { state in
      let pace = state.durations.expected(at: .now) / (4 * max(1, settings.slots))
      return state.returns.next(
        at: .now, apart: max(pace, Self.leastApart), within: Self.leastAway...longest)
    }
  }

  private static let leastAway = Duration.seconds(5)
  private static let mostAway = Duration.seconds(600)
  /// A return costs the database and the broker a few writes.
  private static let leastApart = Duration.milliseconds(50)

  /// Never where nothing waits: a task that takes for ever by itself has to be begun at some time.
  func isFull(for lane: JobLane) -> Bool {
    let count = feed.count(through: lane)
    return count > 0 && (count >= settings.limit || wait(in: lane) > settings.patience)
  }

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
    let begin = state.withLock { $0.durations.begin(at: .now) }
    let wasBegun = await shift.performLong(piece)
    change { $0.durations.end(begin, at: .now, counts: wasBegun) }
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
    // Its start was recorded because its message came again, and it has ended nothing: it does not wait as one that runs,
    // or whatever ends this process would count against it.
    if piece.isStarted, !settings.isLeased { return giveBack(piece) }
    if long.isFull(for: piece.lane) {
      close([Verdicts(settings).postponed(piece, by: long.returnDelay(long.wait(in: piece.lane)))])
    } else if !long.add(piece) {
      giveBack(piece)
    }
  }

  /// Leaves a task that was not begun to another worker.
  func giveBack(_ piece: Piece) {
    guard piece.isStarted else { return worker.hands.giveBack(piece.message) }
    close([Verdicts(settings).closing(of: piece, nil, .hastened)].compactMap { $0 })
  }

  /// Returns whether it was begun at all.
  func performLong(_ piece: Piece) async -> Bool {
    let verdicts = Verdicts(settings)
    guard !verdicts.isExpired(piece, at: Date()) else {
      close([verdicts.expired(piece)])
      return false
    }
    // While it waited it was nobody's to be told to stop.
    guard !piece.isStarted || leases.holds(piece.claim) else {
      conclude([piece], nil, [piece.claim: .leaseLost])
      return false
    }
    var charged = piece
    charged.isCharged = true
    let ready = piece.isStarted ? [piece] : await start([charged])
    guard let piece = ready.first else { return false }
    let begin = ContinuousClock.now
    let (endings, interruptions) = await worker.running.run([piece], timeout: settings.long.timeout) {
      [self] in
      await worker.parts.inFlight.track("\(piece.envelope.kind.rawValue) [\(piece.claim.id)]") {
        [await worker.work.runLong(piece, SystemContext(logger: logger))]
      }
    }
    worker.meters.ran(for: .now - begin)
    conclude([piece], endings, interruptions)
    return true
  }
}
