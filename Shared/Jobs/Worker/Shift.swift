import FoundationEssentials
import Lifecycle
import Messaging
import Storage
import Telemetry

/// One life of a worker, from its first fetch to the end of its drain.
///
/// A class, because every message has a reference to it: a copy of all its parts costs more than reading the message.
final class Shift: Sendable {
  let worker: Worker
  let lanes: Lanes
  let publisher: any MessagePublisher
  let sender: OutboxSender
  let leases: Leases
  let settler: Settler
  let intake: Intake
  let progress: ProgressNotes
  let long: LongWork
  let logger: Logger

  var settings: WorkerSettings { worker.settings }
  var shutdown: Shutdown { worker.parts.shutdown }

  init(_ worker: Worker) {
    let settings = worker.settings
    let parts = worker.parts
    let kind = worker.work.kind
    logger = parts.logger.with(["kind": .string(kind.rawValue)])
    self.worker = worker
    lanes = Lanes(kind, broker: parts.broker, prefetch: settings.prefetch, logger: logger)
    publisher = parts.broker.makePublisher(PublisherSettings())
    sender = OutboxSender(
      publisher, store: worker.store, metrics: parts.metrics, logger: logger, milestone: settings.milestone)
    leases = Leases(worker.store, lease: settings.lease, logger: logger)
    progress = ProgressNotes(worker.store)
    long = LongWork(settings)
    settler = Settler(
      worker.work, settings: settings, store: worker.store, sender: sender, hands: worker.hands,
      leases: leases,
      progress: progress, meters: worker.meters, logger: logger
    ) { [lanes] isAway in lanes.setPaused(isAway, because: .database) }
    intake = Intake(
      kind: kind, settings: settings, store: worker.store, sender: sender, hands: worker.hands,
      admission: worker.admission, meters: worker.meters, logger: logger)
  }

  func run() async {
    let keeper = Keeper(self)
    keeper.watchHealth()
    let background = Task { await keeper.run() }
    let relay = Task { [self] in
      await Relay(
        store: worker.store, sender: sender, logger: logger, claim: settings.outboxClaim,
        milestone: settings.milestone
      ).run()
    }
    let settling = Task { [settler] in await settler.run() }
    let fetching = Task { [self] in
      await lanes.run { [self] arrival in
        worker.settings.milestone(.delivered)
        if !worker.feed.add(arrival) { arrival.delivery.nack(requeue: true) }
      }
    }
    let drain = Task { [self] in
      await shutdown.drainRequested()
      beginDrain()
    }
    let lasting = Task { [self] in await long.run(self) }
    await dispatch()
    await lasting.value
    drain.cancel()
    settler.close()
    await settling.value
    // The relay goes first: what it has claimed it finishes.
    relay.cancel()
    await relay.value
    await sender.drain()
    await lanes.close()
    await fetching.value
    await publisher.close()
    await progress.flush()
    background.cancel()
    await background.value
    await keeper.leave()
    logger.info("worker ended", ["done": .int(Int64(worker.meters.totals.done))])
  }

  /// Nothing new is fetched, and what has not begun goes back.
  private func beginDrain() {
    lanes.setPaused(true, because: .draining)
    let rest = worker.feed.close()
    for arrival in rest { arrival.delivery.nack(requeue: true) }
    let unbegun = long.close()
    for piece in unbegun { giveBack(piece) }
    if !rest.isEmpty { logger.info("given back unstarted", ["count": .int(Int64(rest.count))]) }
  }

  // MARK: The loop

  /// Hands messages to handlers, as many at once as there are slots, until the feed is closed; returns when the
  /// last handler has ended.
  private func dispatch() async {
    await withTaskGroup(of: Void.self) { group in
      var busy = 0
      func drain(to count: Int) async {
        while busy > count, await group.next() != nil { busy -= 1 }
      }
      /// Runs a message when nothing else runs: whatever it does to this process, it does to nobody else, be it done
      /// and not settled yet.
      func runAlone(_ turn: Turn) async {
        guard await turn.isCurrent() else { return }
        await drain(to: 0)
        await settler.flush()
        await long.hold()
        defer { long.release() }
        guard shutdown.phase == .running else { return turn.giveBack() }
        worker.meters.suspects.increment()
        await turn.run()
      }
      while let arrival = await worker.feed.next() {
        let isProbe = await waitForCircuit()
        let turn = Turn(self, arrival)
        if turn.mustBeAlone {
          await runAlone(turn)
          if isProbe { worker.circuit.endProbe() }
          continue
        }
        await drain(to: settings.slots - 1)
        guard shutdown.phase == .running else {
          turn.giveBack()
          continue
        }
        let turns = gather(turn)
        busy += 1
        group.addTask { [circuit = worker.circuit] in
          await Self.run(turns)
          if isProbe { circuit.endProbe() }
        }
        if let last = turns.last, last.mustBeAlone { await runAlone(last) }
      }
      await drain(to: 0)
    }
  }

  /// More of what is there, for a handler that takes many at once. The last may be one that has to be alone.
  private func gather(_ first: Turn) -> [Turn] {
    var turns = [first]
    while turns.count < worker.work.batchLimit, let arrival = worker.feed.nextNow() {
      let turn = Turn(self, arrival)
      turns.append(turn)
      if turn.mustBeAlone { break }
    }
    return turns
  }

  private static func run(_ turns: [Turn]) async {
    let together = turns.last?.mustBeAlone == true ? turns.dropLast() : turns[...]
    if together.count == 1 { await together.first?.run() } else { await Turn.run(Array(together)) }
  }

  /// What is in hand waits here; that nothing more is fetched meanwhile is the keeper's part. True for the one that is
  /// to find out whether what was away is back.
  private func waitForCircuit() async -> Bool {
    while shutdown.phase == .running {
      switch worker.circuit.turn() {
      case .go: return false
      case .probe: return true
      case .wait(let delay): await Task { try? await Task.sleep(for: min(delay, .milliseconds(250))) }.value
      }
    }
    return false
  }
}
