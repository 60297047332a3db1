import Lifecycle
import Media
import MediaWire
import Synchronization

/// Does the same with many files, several at a time, and tells of them in the order they were named.
struct MediaBatch<Value: Sendable>: Sendable {
  typealias Work = @Sendable (_ path: String, _ decoder: Decoder) async throws -> Value

  let paths: [String]
  let context: Context
  let settings: DecoderSettings

  static var timeout: Option {
    Option("timeout", value: "DURATION", help: "how long one file may take (default 15m)")
  }

  init(_ invocation: Invocation, _ context: Context) throws {
    paths = try FileList(invocation.operands).paths
    self.context = context
    let configured = try context.settings()
    var settings = DecoderSettings(
      program: configured[\.mediaDecoder]
        ?? DecoderSettings.installedProgram(environment: context.environment))
    if let timeout = try invocation.duration(Self.timeout) { settings.timeout = timeout }
    self.settings = settings
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
    guard let outcome = outcome.flatMap(\.self) else { return .interrupted }
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
      var (begun, told, isWhole) = (0, 0, true)
      var waiting: [Int: Result<Value, any Error>] = [:]
      while told < paths.count {
        // So far ahead of what is told that a long file holds up nobody, and no further.
        while begun < paths.count, begun - told - waiting.count < settings.slots, begun - told < 1000 {
          group.addTask { [begun] in (begun, await attempt(paths[begun], decoder, work)) }
          begun += 1
        }
        guard let (index, result) = try await group.next() else { break }
        waiting[index] = result
        while let next = waiting.removeValue(forKey: told) {
          bar.clear()
          isWhole = try tell(paths[told], next, show) && isWhole
          told += 1
        }
        if paths.count > 1 {
          bar.show(Double(told) / Double(paths.count), "\(told) of \(paths.count) files")
        }
      }
      return isWhole
    }
  }

  private func attempt(_ path: String, _ decoder: Decoder, _ work: Work) async -> Result<Value, any Error> {
    do { return .success(try await work(path, decoder)) } catch { return .failure(error) }
  }

  private func tell(
    _ path: String, _ result: Result<Value, any Error>, _ show: (String, Value) throws -> Void
  ) throws -> Bool {
    switch result {
    case .success(let value):
      try show(path, value)
      return true
    // With no decoder no other file fares better.
    case .failure(let error as MediaError) where error.code == .noDecoder: throw error
    case .failure(let error):
      if context.console.isJSON {
        context.console.line(["path": .string(path), "error": .string("\(error)")])
      } else {
        context.console.error("\(path): \(error)")
      }
      return false
    }
  }
}
