import Glibc
public import Telemetry

/// How a process ends.
public enum Ending: Sendable, Equatable {
  /// Everything that had begun was finished.
  case drained
  /// The grace was over, or a second signal came: something was given back unfinished.
  case hastened
}

/// What `run` needs besides the services.
public struct RunSettings: Sendable {
  /// How long a drain may take before it is hastened.
  public var grace: Duration
  /// How long a hastened service may take to return before `run` stops waiting for it.
  public var haste: Duration
  public var shutdown: Shutdown
  public var inFlight: InFlight
  public var handlesSignals: Bool

  public init(
    grace: Duration = .seconds(25), haste: Duration = .seconds(5), shutdown: Shutdown = Shutdown(),
    inFlight: InFlight = InFlight(), handlesSignals: Bool = true
  ) {
    self.grace = grace
    self.haste = haste
    self.shutdown = shutdown
    self.inFlight = inFlight
    self.handlesSignals = handlesSignals
  }
}

/// Runs the services of a process until one of them ends or a signal comes; then the rest drain.
///
/// SIGTERM and SIGINT ask for a drain, a second one hastens it, SIGQUIT logs what is in flight and goes on.
/// A drain that outlasts its grace is hastened. Throws the first error that a service threw.
@discardableResult
public func run(
  _ services: [any Service], settings: RunSettings = RunSettings(), logger: Logger
) async throws -> Ending {
  // A peer that goes away while it is written to is an error of that write, not the end of the process.
  signal(SIGPIPE, SIG_IGN)
  let conductor = Conductor(settings: settings, logger: logger)
  return try await conductor.conduct(services)
}

/// One call of `run`: hears of signals, time and endings as one stream of events, and decides.
private struct Conductor: Sendable {
  private enum Event: Sendable {
    case ended(service: String, error: (any Error)?)
    case signal(Signal)
    case outOfTime(Shutdown.Phase)
  }

  private let settings: RunSettings
  private let logger: Logger
  private let events: AsyncStream<Event>
  private let report: AsyncStream<Event>.Continuation

  private var shutdown: Shutdown { settings.shutdown }

  init(settings: RunSettings, logger: Logger) {
    self.settings = settings
    self.logger = logger
    (events, report) = AsyncStream.makeStream(of: Event.self)
  }

  func conduct(_ services: [any Service]) async throws -> Ending {
    let watchers = [signalWatcher(), timeWatcher(.draining), timeWatcher(.hastening)]
    let tasks = services.map(start)
    defer { for watcher in watchers { watcher.cancel() } }
    return try await withTaskCancellationHandler {
      // Cancelling the caller must not cut this short: it asks for a drain, and the drain is bounded. A stream ends for
      // a cancelled task, hence a task of its own.
      try await Task { try await outcome(of: tasks.count) }.value
    } onCancel: {
      shutdown.drain()
    }
  }

  private func outcome(of count: Int) async throws -> Ending {
    guard count > 0 else { return .drained }
    var open = count
    var failure: (any Error)?
    var isAsked = false
    for await event in events where open > 0 {
      switch event {
      case .ended(let service, let error):
        open -= 1
        if let error { logger.error("service failed", ["part": .string(service), "error": "\(error)"]) }
        failure = failure ?? error
        shutdown.drain()
      case .signal(.quit): logInFlight()
      case .signal(let signal):
        act(on: signal, isFirst: !isAsked)
        isAsked = true
      case .outOfTime(.hastening):
        logger.error("parts did not return in time", ["open": .int(Int64(open))])
        logInFlight()
        open = 0
      case .outOfTime:
        logger.warning("the grace is over; hastening", ["grace": "\(settings.grace)"])
        shutdown.hasten()
      }
      if open == 0 { break }
    }
    if let failure { throw failure }
    return shutdown.phase == .hastening ? .hastened : .drained
  }

  /// The first asks for a drain, which may be under way for another reason; the second has no patience.
  private func act(on signal: Signal, isFirst: Bool) {
    logger.notice(isFirst ? "draining" : "hastening", ["signal": .string(signal.name)])
    if isFirst { shutdown.drain() } else { shutdown.hasten() }
  }

  private func logInFlight() {
    let entries = settings.inFlight.entries
    logger.notice("in flight", ["count": .int(Int64(entries.count))])
    for entry in entries {
      logger.notice(
        "in flight", ["what": .string(entry.what), "since": "\(ContinuousClock.now - entry.since)"])
    }
  }

  /// Runs a service in a task of its own, cancelled when the end is hastened. Not a child of a group: a group
  /// could not be left while a service that hears nothing goes on.
  private func start(_ service: any Service) -> Task<Void, Never> {
    let name = "\(type(of: service))"
    let work = Task { try await service.run() }
    Task {
      await shutdown.reached(.hastening)
      work.cancel()
    }
    return Task {
      switch await work.result {
      case .success: report.yield(.ended(service: name, error: nil))
      case .failure(let error):
        let isGivenUp = error is CancellationError && shutdown.phase == .hastening
        report.yield(.ended(service: name, error: isGivenUp ? nil : error))
      }
    }
  }

  private func signalWatcher() -> Task<Void, Never> {
    guard settings.handlesSignals else { return Task {} }
    let signals = Signal.stream()
    return Task { for await signal in signals { report.yield(.signal(signal)) } }
  }

  private func timeWatcher(_ phase: Shutdown.Phase) -> Task<Void, Never> {
    Task {
      await shutdown.reached(phase)
      try? await Task.sleep(for: phase == .draining ? settings.grace : settings.haste)
      if !Task.isCancelled { report.yield(.outOfTime(phase)) }
    }
  }
}
