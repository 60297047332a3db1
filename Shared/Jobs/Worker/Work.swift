import Messaging
import Storage

/// A handler of either sort, its types erased, as the worker sees it.
struct Work: Sendable {
  typealias Ending = Outcome<any Sendable>

  let kind: JobKind
  let batchLimit: Int
  /// An ending for each piece, in their order. Never throws: failures are endings.
  let run: @Sendable ([Piece], any JobContext) async -> [Ending]
  /// What became of a piece that takes long.
  let runLong: @Sendable (Piece, any JobContext) async -> Ending
  let store: @Sendable ([Finished<any Sendable>], Session) throws -> Void

  init<H: Handler>(_ handler: H) {
    kind = handler.kind
    batchLimit = 1
    run = { pieces, context in
      var endings: [Ending] = []
      for piece in pieces {
        do {
          let input = try Self.input(of: piece, as: H.Input.self)
          let job = Job(piece.envelope, input: input, context: context)
          endings.append(Self.erase(try await handler.handle(job)))
        } catch { endings.append(Self.ending(of: error)) }
      }
      return endings
    }
    runLong = { _, _ in .discard(because: "nothing takes long here") }
    store = { results, session in try handler.store(Self.restore(results, as: H.Result.self), session) }
  }

  init<H: BatchHandler>(_ handler: H) {
    kind = handler.kind
    batchLimit = max(1, handler.batchLimit)
    run = { pieces, context in
      var endings: [Ending?] = []
      var jobs: [Job<H.Input>] = []
      for piece in pieces {
        do {
          let input = try Self.input(of: piece, as: H.Input.self)
          jobs.append(Job(piece.envelope, input: input, context: context))
          endings.append(nil)
        } catch { endings.append(Self.ending(of: error)) }
      }
      guard !jobs.isEmpty else { return endings.compactMap { $0 } }
      var outcomes: [Ending]
      do {
        outcomes = try await handler.handle(jobs).map(Self.erase)
        if outcomes.count != jobs.count {
          let reason = "the handler gave \(outcomes.count) outcomes for \(jobs.count) tasks"
          outcomes = jobs.map { _ in .discard(because: reason) }
        }
      } catch { outcomes = jobs.map { _ in Self.ending(of: error) } }
      var next = outcomes.makeIterator()
      return endings.map { $0 ?? next.next() ?? .retry(because: "no outcome") }
    }
    runLong = { piece, context in
      do {
        let input = try Self.input(of: piece, as: H.Input.self)
        return Self.erase(try await handler.handleLong(Job(piece.envelope, input: input, context: context)))
      } catch { return Self.ending(of: error) }
    }
    store = { results, session in try handler.store(Self.restore(results, as: H.Result.self), session) }
  }

  /// What cannot be read today cannot be read tomorrow.
  private struct Unreadable: Error {
    let reason: String
  }

  private static func input<Input: JobInput>(of piece: Piece, as type: Input.Type) throws -> Input {
    do { return try Input(body: piece.body) } catch {
      throw Unreadable(reason: "the body is not what \(piece.envelope.kind.rawValue) takes: \(brief(error))")
    }
  }

  private static func brief(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, _): return "\"\(key.stringValue)\" is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of another type"
    case .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? "not JSON" : "\"\(path)\" cannot be read"
    @unknown default: return "it cannot be decoded"
    }
  }

  private static func ending(of error: any Error) -> Ending {
    switch error {
    case let error as Unreadable: .discard(because: error.reason)
    // The servers that everything here needs: their absence is not the task's failure.
    case let error as StorageError where error.isOutage: .unavailable(dependency: "postgres")
    case let error as MessagingError where error.isRetriable: .unavailable(dependency: "rabbitmq")
    default: .retry(because: "\(error)")
    }
  }

  private static func erase<Result>(_ outcome: Outcome<Result>) -> Ending {
    switch outcome {
    case .done(let result, let followUp): .done(result, followUp)
    case .retry(let after, let reason): .retry(after: after, because: reason)
    case .snooze(let delay, let reason): .snooze(delay, because: reason)
    case .discard(let reason): .discard(because: reason)
    case .long: .long
    case .unavailable(let dependency, let after): .unavailable(dependency: dependency, retryAfter: after)
    }
  }

  private static func restore<Result: Sendable>(
    _ results: [Finished<any Sendable>], as type: Result.Type
  ) -> [Finished<Result>] {
    results.map { finished in
      guard let result = finished.result as? Result else {
        preconditionFailure("a result is of another type than its handler's")
      }
      return Finished(task: finished.task, run: finished.run, result: result)
    }
  }
}

/// A task in hand.
struct Piece: Sendable, Laned {
  /// As the message named it: what `Hands` knows it by.
  let message: Claim
  var envelope: Envelope
  let lane: JobLane
  let body: [UInt8]
  /// As the row stands: a recorded start has raised its fence.
  var claim: Claim
  /// Whether its start has to be recorded before the handler runs.
  var isCharged = false
  /// Whether it was found to take long.
  var isLong = false

  /// Whether its start is recorded.
  var isStarted: Bool { claim != message }
}

extension StorageError {
  /// Whether the server is away, in trouble or not as it has to be, as opposed to refusing what was asked.
  var isOutage: Bool {
    switch code {
    case .unreachable, .poolExhausted, .resources, .commitUnknown, .timeout, .authentication, .permission,
      .tls,
      .configuration, .unsupportedServer, .cancelled:
      true
    // A server that only reads: it has changed its part.
    case .statement: sqlState == "25006"
    default: false
    }
  }
}
