import Documents
import Lifecycle
import Media
import MediaWire
import Synchronization

/// Does the same with many files, several at a time, and tells of them in the order they were named.
struct MediaBatch<Value: Sendable>: Sendable {
  /// One of the files.
  struct Source: Sendable {
    /// Its place among all.
    let number: Int
    let path: String
    /// Shows how far it is, where it is the only one and somebody looks.
    let tell: @Sendable (_ share: Double?, _ text: String) -> Void
  }

  typealias Work = @Sendable (Source, Decoder) async throws -> Value

  private(set) var entries: [FileList.Entry]
  /// The files that the only entry stands for; empty where each stands for itself.
  private(set) var together: [String] = []
  let context: Context
  let settings: DecoderSettings

  static var timeout: Option {
    Option("timeout", value: "DURATION", help: "how long one file may take (default 15m)")
  }

  static var jobs: Option {
    Option("jobs", value: "N", help: "how many files at a time (default: one for each processor)")
  }

  /// Of the files that the command line names, or of these alone.
  init(_ invocation: Invocation, _ context: Context, paths: [String]? = nil) throws {
    entries = try FileList(paths ?? invocation.operands).entries
    self.context = context
    let configured = try context.settings()
    var settings = DecoderSettings(
      program: configured[\.mediaDecoder]
        ?? DecoderSettings.installedProgram(environment: context.environment))
    if let timeout = try invocation.duration(Self.timeout) { settings.timeout = timeout }
    if let jobs = try invocation.number(Self.jobs, in: 1...64) { settings.slots = jobs }
    self.settings = settings
  }

  /// The same batch as one entry, named by the first of its files, for what takes them together.
  func asOne() -> MediaBatch {
    var batch = self
    batch.together = entries.map(\.path)
    batch.entries = Array(entries.prefix(1))
    return batch
  }

  /// Calls `show` with what came of each file, and `after` when all is told; one that fails is told of, and the rest goes
  /// on.
  func run(
    _ work: @escaping Work, show: @escaping @Sendable (_ path: String, Value) throws -> Void,
    after: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> ExitCode {
    let outcome = try await Interruption.heard { shutdown -> Result<Bool, any Error>? in
      await shutdown.unlessDrained {
        do {
          let isWhole = try await everything(work, show)
          try await after()
          return .success(isWhole)
        } catch { return .failure(error) }
      }
    }
    guard let outcome = outcome.flatMap(\.self) else {
      context.console.error("interrupted")
      return .interrupted
    }
    return try outcome.get() ? .done : .failed
  }

  /// Whether nothing failed.
  private func everything(
    _ work: @escaping Work, _ show: @Sendable (String, Value) throws -> Void
  ) async throws -> Bool {
    let decoder = Decoder(settings, logger: context.logger)
    do {
      let isWhole = try await inOrder(decoder, work, show)
      await decoder.close()
      return isWhole
    } catch {
      await decoder.close()
      throw error
    }
  }

  private func inOrder(
    _ decoder: Decoder, _ work: @escaping Work, _ show: @Sendable (String, Value) throws -> Void
  ) async throws -> Bool {
    let bar = ProgressBar(context.console)
    defer { bar.clear() }
    return try await withThrowingTaskGroup(of: (Int, Result<Value, any Error>).self) { group in
      defer { group.cancelAll() }
      var (begun, told, failed) = (0, 0, 0)
      var waiting: [Int: Result<Value, any Error>] = [:]
      note(0, on: bar)
      while told < entries.count {
        // So far ahead of what is told that a long file holds up nobody, and no further.
        while begun < entries.count, begun - told - waiting.count < settings.slots, begun - told < 1000 {
          group.addTask { [begun] in (begun, await attempt(begun, decoder, bar, work)) }
          begun += 1
        }
        guard let (index, result) = try await group.next() else { break }
        // What was called off has not failed.
        try Task.checkCancellation()
        waiting[index] = result
        while let next = waiting.removeValue(forKey: told) {
          bar.clear()
          if try !tell(entries[told].path, next, show) { failed += 1 }
          told += 1
        }
        // What is done and waits for one before it is done all the same.
        note(told + waiting.count, on: bar)
      }
      bar.clear()
      if failed > 0 { summarize(failed) }
      return failed == 0
    }
  }

  private func note(_ done: Int, on bar: ProgressBar) {
    guard entries.count > 1 else { return bar.show(nil, entries.first?.path ?? "") }
    bar.show(Double(done) / Double(entries.count), "\(done) of \(entries.count) files")
  }

  /// Of many, those that failed are far above by now.
  private func summarize(_ failed: Int) {
    guard entries.count > 1, !context.console.isJSON else { return }
    context.console.note("\(failed) of \(entries.count) files failed")
  }

  private func attempt(
    _ number: Int, _ decoder: Decoder, _ bar: ProgressBar, _ work: Work
  ) async -> Result<Value, any Error> {
    let entry = entries[number]
    if let problem = entry.problem { return .failure(CommandFailure(problem)) }
    let isOnly = entries.count == 1
    let source = Source(number: number, path: entry.path) { share, text in
      guard isOnly else { return }
      if share == nil { bar.begin(text) } else { bar.show(share, text) }
    }
    do { return .success(try await work(source, decoder)) } catch { return .failure(error) }
  }

  private func tell(
    _ path: String, _ result: Result<Value, any Error>, _ show: (String, Value) throws -> Void
  ) throws -> Bool {
    switch result {
    case .success(let value):
      try show(path, value)
      return true
    // With no decoder no other file fares better.
    case .failure(let error as MediaError) where error.code == .noDecoder:
      throw CommandFailure("\(error); \(Checks.decoderHint)")
    case .failure(let error):
      if context.console.isJSON {
        let all: [(String, JSONValue)] = together.isEmpty ? [] : [("paths", .strings(together))]
        context.console.line(.object([("path", .string(path))] + all + [("error", .string("\(error)"))]))
      } else {
        let names = together.isEmpty ? path : together.joined(separator: ", ")
        context.console.error("\(names): \(error)")
      }
      return false
    }
  }
}
