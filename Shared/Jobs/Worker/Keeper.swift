import FoundationEssentials
import Lifecycle
import Messaging
import Storage
import Telemetry

/// What goes on beside the handlers of a worker: leases, time limits, haste, pauses that operators ask for, health.
struct Keeper: Sendable {
  private let shift: Shift
  private var worker: Worker { shift.worker }
  private var settings: WorkerSettings { shift.settings }

  private static let longestStall = Duration.seconds(30)

  init(_ shift: Shift) { self.shift = shift }

  /// Until the calling task is cancelled.
  func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await every(.milliseconds(100)) {
          worker.running.tick(at: .now)
          let mayWait = worker.circuit.isBlocking || shift.lanes.isPaused || shift.shutdown.phase != .running
          worker.stall.look(isStanding: worker.feed.count > 0 && worker.running.count == 0 && !mayWait)
        }
      }
      group.addTask {
        await every(.milliseconds(250)) {
          shift.lanes.setPaused(worker.circuit.isBlocking, because: .dependency)
        }
      }
      group.addTask { await beat() }
      group.addTask { await every(ProgressNotes.interval) { await shift.progress.flush() } }
      group.addTask { await every(.seconds(5)) { await report() } }
      group.addTask {
        await shift.shutdown.reached(.hastening)
        guard shift.shutdown.phase == .hastening else { return }
        worker.running.hasten()
      }
      group.addTask { await unpark() }
      if let listener = worker.parts.listener {
        group.addTask {
          for await _ in listener.events(on: JobStore.controlChannel) { await pauseAsTold() }
        }
      }
      await group.waitForAll()
    }
  }

  private func every(_ interval: Duration, _ body: @Sendable () async -> Void) async {
    while !Task.isCancelled {
      await body()
      try? await Task.sleep(for: interval)
    }
  }

  /// Keeps the leases; sooner again when that failed, or one failure would cost them all.
  private func beat() async {
    while !Task.isCancelled {
      let beat = await shift.leases.beat()
      if let (lost, stopped) = beat {
        if !lost.isEmpty {
          shift.logger.warning("leases were lost", ["count": .int(Int64(lost.count))])
          worker.running.interrupt(.leaseLost) { lost.contains($0.claim) }
        }
        for (id, stop) in stopped { worker.running.interrupt(.stopped(stop)) { $0.claim.id == id } }
      }
      try? await Task.sleep(for: settings.lease / (beat == nil ? 30 : 4))
    }
  }

  /// Messages of newer programs may be ours: this program may be the newer one.
  private func unpark() async {
    do {
      let count = try await worker.store.unpark(worker.work.kind, schemas: settings.schemas)
      if count > 0 { shift.logger.notice("parked messages are due", ["count": .int(Int64(count))]) }
    } catch {
      shift.logger.debug("parked messages were not looked for", ["error": "\(error)"])
    }
  }

  /// Tells operators that this worker lives and what it does, and looks what they have paused.
  private func report() async {
    await pauseAsTold()
    let record = worker.identity.record(slots: settings.slots, load: load)
    do {
      if try await !worker.store.beat(record.id, record.load) { try await worker.store.register(record) }
    } catch {
      shift.logger.debug("the list of workers was not told", ["error": "\(error)"])
    }
  }

  private var load: WorkerRecord.Load {
    let totals = worker.meters.totals
    let state: WorkerRecord.State =
      shift.shutdown.phase != .running ? .draining : shift.lanes.isPaused ? .paused : .running
    return WorkerRecord.Load(
      state: state, busy: worker.running.count, done: Int64(totals.done), failed: Int64(totals.failed))
  }

  /// Takes the worker off the list.
  func leave() async { _ = try? await worker.store.removeWorker(worker.identity.id) }

  private func pauseAsTold() async {
    do {
      let paused = Set(try await worker.store.pausedQueues())
      for lane in JobLane.allCases {
        let isPaused = paused.contains(BrokerName.queue(worker.work.kind, lane))
        shift.lanes.setPaused(isPaused, because: .control, lanes: [lane])
      }
    } catch {
      shift.logger.debug("the pauses of queues were not read", ["error": "\(error)"])
    }
  }

  func watchHealth() {
    let health = worker.parts.health
    let kind = worker.work.kind.rawValue
    health.addLiveness("\(kind) handlers") { [worker] in
      let count = worker.running.abandonedCount
      return count == 0 ? .ok : .failing("\(count) handlers were told to stop and run on")
    }
    health.addLiveness("\(kind) loop") { [worker] in
      let stall = worker.stall.duration
      return stall < Self.longestStall
        ? .ok : .failing("messages wait, slots are free, and nothing began for \(stall)")
    }
    health.addReadiness("\(kind) broker") { [shift] in
      guard let outage = shift.lanes.outage ?? shift.publisher.outage else { return .ok }
      return .failing("the broker has been away for \(outage)")
    }
    health.addReadiness("\(kind) drain") { [shift] in
      shift.shutdown.phase == .running ? .ok : .failing("draining")
    }
    let inFlight = worker.parts.metrics.gauge(
      "hookline_jobs_in_flight", help: "Handlers that run now", labels: ["kind": kind])
    let slots = worker.parts.metrics.gauge(
      "hookline_slots", help: "Handlers that may run at once", labels: ["kind": kind])
    let waiting = worker.parts.metrics.gauge(
      "hookline_prefetched", help: "Messages that wait for a slot", labels: ["kind": kind])
    let unsettled = worker.parts.metrics.gauge(
      "hookline_unsettled", help: "Tasks whose end waits for its transaction", labels: ["kind": kind])
    let long = worker.parts.metrics.gauge(
      "hookline_long_waiting", help: "Tasks that take long and wait for a slot", labels: ["kind": kind])
    slots.set(settings.slots)
    worker.parts.metrics.onCollect { [worker, settler = shift.settler, line = shift.long] in
      inFlight.set(worker.running.count)
      waiting.set(worker.feed.count)
      unsettled.set(settler.pendingCount)
      long.set(line.waitingCount)
    }
  }
}
