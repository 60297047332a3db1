import FoundationEssentials
import Models
import Sources
import Telemetry

/// The sources in the order in which they are asked: the first that has an answer is the one that counts.
struct SourceOrder: Sendable {
  let sources: [any Source]
  let memory: any SourceMemory
  let rest: Rest
  /// The machine, for notes that are about it.
  let host: String
  /// By which it is told how long a question took.
  let clock: @Sendable () -> ContinuousClock.Instant

  init(
    _ sources: [any Source], memory: any SourceMemory, rest: Rest = Rest(),
    host: String = ProcessInfo.processInfo.hostName,
    clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.sources = sources
    self.memory = memory
    self.rest = rest
    self.host = host
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
    _ ability: SourceAbility, of only: String? = nil, by asker: Asker,
    _ question: (any Source) async throws -> Answer?
  ) async throws -> Finding<Answer> {
    var replies = Replies()
    for source in sources where source.abilities.contains(ability) && (only == nil || source.name == only) {
      switch try await ask(source, by: asker, question) {
      case .answer(let answer): return .found(answer, source)
      case .reply(let reply): replies.add(reply, of: source.name)
      }
    }
    return .nothing(replies)
  }

  /// On whose behalf something is asked.
  struct Asker {
    let now: Date
    /// When an operator wanted it to be asked whatever was known by then.
    var wokenAt: Date?
    let logger: Logger
  }

  enum Answered<Answer> {
    case answer(Answer)
    case reply(Replies.Reply)
  }

  func ask<Answer>(
    _ source: any Source, by asker: Asker, _ question: (any Source) async throws -> Answer?
  ) async throws -> Answered<Answer> {
    let now = asker.now
    if case .wait(let until, let error) = rest.turn(source.name, now: now, wokenAt: asker.wokenAt) {
      return .reply(.later(until, error))
    }
    let asked = clock()
    do {
      let answer = try await question(source)
      await isBack(source, asker)
      return answer.map { .answer($0) } ?? .reply(.unknown)
    } catch let error as SourceError {
      // A rest is counted from when it failed: a question that ran into a timeout took longer than many a rest.
      return .reply(
        try await reply(to: error, of: source, now + asked.duration(to: clock()).seconds, asker))
    } catch {
      rest.gaveUp(source.name)
      throw error
    }
  }

  private func reply(
    to error: SourceError, of source: any Source, _ now: Date, _ asker: Asker
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
      asker.logger.log(
        error.code == .misconfigured ? .error : .warning, "a source is left alone for a while",
        ["source": .string(source.name), "error": "\(error)", "until": .string(until.formatted(.iso8601))])
      // For those who look at it; nothing depends on it.
      try? await memory.keep(
        SourceNote("\(error)", until: until), as: Self.pause(on: error.isLocal ? host : nil), of: source.name)
      return .later(until, error)
    case .refused, .unsupported, .unreadable:
      await isBack(source, asker)
      return .no(error)
    }
  }

  private func isBack(_ source: any Source, _ asker: Asker) async {
    let wasAway = rest.answered(source.name)
    if wasAway { asker.logger.notice("a source is back", ["source": .string(source.name)]) }
    guard rest.mayTell(of: source.name, now: asker.now) || wasAway else { return }
    for name in [Self.pause(on: nil), Self.pause(on: host)] {
      try? await memory.keep(nil, as: name, of: source.name)
    }
  }
}
