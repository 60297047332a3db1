import FoundationEssentials
import Lifecycle
import Messaging
import Storage
import Telemetry

/// One message's way through a slot.
struct Turn: Sendable {
  private let shift: Shift
  private let arrival: Arrival
  private let answer: Intake.Answer

  init(_ shift: Shift, _ arrival: Arrival) {
    self.shift = shift
    self.arrival = arrival
    answer = shift.intake.read(arrival)
  }

  private var worker: Worker { shift.worker }
  private var settings: WorkerSettings { shift.settings }

  var mustBeAlone: Bool {
    switch answer {
    case .piece(let piece): piece.envelope.isSuspect
    case .direct: arrival.delivery.isRedelivered
    default: false
    }
  }

  func run() async {
    guard let piece = await piece() else { return }
    await Self.handle([piece], shift)
  }

  /// Whether the message still has something to wake. What has not is acked at once: nobody has to make room for it.
  func isCurrent() async -> Bool {
    guard case .piece(let piece) = answer else { return true }
    let isWaiting = await shift.persist(onGivingUp: giveBack) {
      try await shift.worker.store.isWaiting(piece.claim)
    }
    guard let isWaiting else { return false }
    if !isWaiting {
      worker.meters.dropped.increment()
      worker.hands.ack([piece.message])
    }
    return isWaiting
  }

  /// Leaves the message to another worker.
  func giveBack() {
    switch answer {
    case .piece(let piece): worker.hands.giveBack(piece.message)
    case .held: break
    case .direct, .park, .bury: arrival.delivery.nack(requeue: true)
    }
  }

  /// Many at once, for a handler that takes them so.
  static func run(_ turns: [Turn]) async {
    guard let shift = turns.first?.shift else { return }
    var pieces: [Piece] = []
    for turn in turns { if let piece = await turn.piece() { pieces.append(piece) } }
    await handle(pieces, shift)
  }

  /// The task to handle; `nil` when the message is dealt with otherwise.
  private func piece() async -> Piece? {
    switch answer {
    case .piece(let piece): return piece
    case .held: return nil
    case .direct(let direct): return await persist { try await shift.intake.admit(direct, arrival) } ?? nil
    case .park(let reason): await persist { try await shift.intake.park(arrival, because: reason) }
    case .bury(let reason): await persist { try await shift.intake.bury(arrival, because: reason) }
    }
    return nil
  }

  /// Tries until the database has it, or gives the message back when the process is to end.
  @discardableResult
  private func persist<Value: Sendable>(_ body: @Sendable () async throws -> Value) async -> Value? {
    await shift.persist(onGivingUp: giveBack, body)
  }

  // MARK: Handling

  private static func handle(_ pieces: [Piece], _ shift: Shift) async {
    let now = Date()
    let verdicts = Verdicts(shift.settings)
    let expired = pieces.filter { verdicts.isExpired($0, at: now) }
    if !expired.isEmpty { shift.close(expired.map(verdicts.expired)) }
    let due = pieces.filter { !verdicts.isExpired($0, at: now) }
    let ready = await shift.start(due)
    guard !ready.isEmpty else { return }
    for piece in ready { shift.worker.meters.started(piece, at: now) }
    shift.settings.milestone(.started)
    let begin = ContinuousClock.now
    let (endings, interruptions) = await shift.worker.running.run(ready, timeout: shift.settings.timeout) {
      await shift.worker.parts.inFlight.track("\(ready[0].envelope.kind.rawValue) \(ready.map(\.claim.id))") {
        await shift.worker.work.run(ready, SystemContext(logger: shift.logger))
      }
    }
    shift.settings.milestone(.handled)
    shift.worker.meters.ran(for: .now - begin)
    for piece in shift.conclude(ready, endings, interruptions) {
      if piece.envelope.isSuspect { await shift.long.runNow(piece, shift) } else { shift.lineUp(piece) }
    }
  }
}

extension Shift {
  /// Repeats `body` until the database has done it, and pauses fetching when that takes long. Gives up when the process
  /// is to end: then the message goes back.
  func persist<Value: Sendable>(
    onGivingUp giveUp: () -> Void, _ body: @Sendable () async throws -> Value
  ) async -> Value? {
    let start = ContinuousClock.now
    var failures = 0
    var hasPaused = false
    while true {
      do {
        let value = try await body()
        if hasPaused { lanes.setPaused(false, because: .database) }
        return value
      } catch {
        failures += 1
        // A short trouble is not worth taking the consumers away: they come back when everything is settled.
        if !hasPaused, ContinuousClock.now - start > Self.shortTrouble {
          hasPaused = true
          logger.warning("the database is needed and does not help", ["error": "\(error)"])
          lanes.setPaused(true, because: .database)
        }
        guard shutdown.phase == .running else {
          if hasPaused { lanes.setPaused(false, because: .database) }
          giveUp()
          return nil
        }
        let pause = settings.outage.delay(afterFailure: failures, floor: .milliseconds(50))
        await Task { try? await Task.sleep(for: pause) }.value
      }
    }
  }

  private static let shortTrouble = Duration.seconds(1)

  /// Records the starts that have to be recorded; what is not ours is acked and forgotten.
  func start(_ pieces: [Piece]) async -> [Piece] {
    let charged = pieces.filter(\.isCharged)
    guard !charged.isEmpty else { return pieces }
    let owner = worker.identity.owner()
    let starts = await persist(onGivingUp: { for piece in charged { worker.hands.giveBack(piece.message) } })
    {
      try await worker.store.start(charged.map(\.claim), owner: owner, lease: settings.lease)
    }
    guard let starts else { return pieces.filter { !$0.isCharged } }
    // Of two messages of one task, with another fence each, only one has begun it.
    let begun = Dictionary(starts.map { (Claim(id: $0.claim.id, fence: $0.claim.fence - 1), $0) }) {
      first, _ in first
    }
    var ready: [Piece] = []
    var stopped: [Closing] = []
    for var piece in pieces {
      guard piece.isCharged else {
        ready.append(piece)
        continue
      }
      guard let start = begun[piece.claim] else {
        worker.meters.dropped.increment()
        worker.hands.ack([piece.message])
        continue
      }
      piece.claim = start.claim
      leases.add(piece.claim)
      if let stop = start.stop {
        stopped += Verdicts(settings).closing(of: piece, nil, .stopped(stop)).map { [$0] } ?? []
      } else {
        ready.append(piece)
      }
    }
    if !stopped.isEmpty { close(stopped) }
    return ready
  }

  /// Takes what a handler said, or the reason why it said nothing, to the settler. Returns those that take long.
  @discardableResult
  func conclude(
    _ pieces: [Piece], _ endings: [Work.Ending]?, _ interruptions: [Claim: Interruption]
  ) -> [Piece] {
    var long: [Piece] = []
    let verdicts = Verdicts(settings)
    var closings: [Closing] = []
    for (index, piece) in pieces.enumerated() {
      let ending = endings.flatMap { index < $0.count ? $0[index] : nil }
      if case .long = ending, interruptions[piece.claim] == nil, !piece.isLong {
        var piece = piece
        piece.isLong = true
        long.append(piece)
        continue
      }
      note(ending, of: piece)
      if let closing = verdicts.closing(of: piece, ending, interruptions[piece.claim]) {
        closings.append(closing)
      } else {
        worker.meters.leasesLost.increment()
        leases.end([piece.claim])
        worker.hands.ack([piece.message])
      }
    }
    close(closings)
    return long
  }

  /// What an ending says about the handler's surroundings.
  private func note(_ ending: Work.Ending?, of piece: Piece) {
    switch ending {
    case .done:
      if worker.circuit.isOpen {
        worker.circuit.close()
        logger.notice("what handlers depend on is back")
      }
    case .unavailable(let dependency, let after):
      let delay = worker.circuit.trip(retryAfter: after)
      logger.warning(
        "something that handlers depend on is away",
        ["dependency": .string(dependency), "task": "\(piece.claim.id)", "pause": "\(delay)"])
    case .retry(_, let reason), .discard(let reason):
      logger.info(
        "task failed",
        [
          "task": "\(piece.claim.id)", "attempt": .int(Int64(piece.envelope.attempt)),
          "error": .string(reason),
        ])
    default: break
    }
  }

  func close(_ closings: [Closing]) {
    guard !closings.isEmpty else { return }
    settler.add(closings, isLast: worker.running.count == 0 && worker.feed.count == 0)
  }
}
