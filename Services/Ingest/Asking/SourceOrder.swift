import FoundationEssentials
import Models
import Sources
import Telemetry

/// The sources in the order in which they are asked: the first that has an answer is the one that counts.
struct SourceOrder: Sendable {
  let sources: [any Source]
  let memory: any SourceMemory
  let rest: Rest
  /// By which it is told how long a question took.
  let clock: @Sendable () -> ContinuousClock.Instant

  init(
    _ sources: [any Source], memory: any SourceMemory, rest: Rest = Rest(),
    clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.sources = sources
    self.memory = memory
    self.rest = rest
    self.clock = clock
  }

  enum Finding<Answer> {
    case found(Answer, any Source)
    case nothing(Replies)
  }

  /// Whether there is nobody else to ask.
  var isAlone: Bool { sources.count == 1 }

  func source(named name: String) -> (any Source)? { sources.first { $0.name == name } }

  /// Asks one after the other. `question` throws `SourceError`; anything else ends the asking. Throws `CancellationError`
  /// when the task that asks was told to stop.
  func ask<Answer>(
    _ ability: SourceAbility, of only: String? = nil, now: Date, logger: Logger,
    _ question: (any Source) async throws -> Answer?
  ) async throws -> Finding<Answer> {
    var replies = Replies()
    for source in sources where source.abilities.contains(ability) && (only == nil || source.name == only) {
      switch try await ask(source, now, logger, question) {
      case .answer(let answer): return .found(answer, source)
      case .reply(let reply): replies.add(reply, of: source.name)
      }
    }
    return .nothing(replies)
  }

  enum Answered<Answer> {
    case answer(Answer)
    case reply(Replies.Reply)
  }

  func ask<Answer>(
    _ source: any Source, _ now: Date, _ logger: Logger, _ question: (any Source) async throws -> Answer?
  ) async throws -> Answered<Answer> {
    if case .wait(let until, let error) = rest.turn(source.name, now: now) {
      return .reply(.later(until, error))
    }
    let asked = clock()
    do {
      let answer = try await question(source)
      await isBack(source, logger)
      return answer.map { .answer($0) } ?? .reply(.unknown)
    } catch let error as SourceError {
      // A rest is counted from when it failed: a question that ran into a timeout took longer than many a rest.
      return .reply(
        try await reply(to: error, of: source, now + asked.duration(to: clock()).seconds, logger))
    } catch {
      rest.gaveUp(source.name)
      throw error
    }
  }

  private func reply(
    to error: SourceError, of source: any Source, _ now: Date, _ logger: Logger
  ) async throws -> Replies.Reply {
    switch error.code {
    case .cancelled:
      rest.gaveUp(source.name)
      throw CancellationError()
    case .unavailable where isAlone:
      // The worker pauses and tries, whatever the task.
      rest.gaveUp(source.name)
      return .later(now, error)
    case .unavailable, .limited, .misconfigured:
      let until = rest.failed(source.name, error, now: now)
      logger.log(
        error.code == .misconfigured ? .error : .warning, "a source is left alone for a while",
        ["source": .string(source.name), "error": "\(error)", "until": .string(until.formatted(.iso8601))])
      // For those who look at it; nothing depends on it.
      try? await memory.keep(
        SourceNote("\(error)", until: until), as: SourceOrder.pause, of: source.name)
      return .later(until, error)
    case .refused, .unsupported, .unreadable:
      await isBack(source, logger)
      return .no(error)
    }
  }

  private func isBack(_ source: any Source, _ logger: Logger) async {
    guard rest.answered(source.name) else { return }
    logger.notice("a source is back", ["source": .string(source.name)])
    try? await memory.keep(nil, as: SourceOrder.pause, of: source.name)
  }
}
