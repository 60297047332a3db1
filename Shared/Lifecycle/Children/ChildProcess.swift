import Glibc

/// What went wrong with a child process itself, as opposed to what it answered.
public struct ChildProcessError: Error, Sendable, CustomStringConvertible {
  public enum Kind: Sendable {
    /// It is not there, or may not be started.
    case start
    /// It did not end in time, and was killed.
    case timeout
    /// It said more than it may, and was killed.
    case output
    case other
  }

  public let program: String
  public let reason: String
  public let kind: Kind

  public init(program: String, reason: String, kind: Kind = .other) {
    self.program = program
    self.reason = reason
    self.kind = kind
  }

  public var description: String { "\(program): \(reason)" }
}

/// What a finished child left behind.
public struct ChildResult: Sendable, Equatable {
  public enum Status: Sendable, Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  public let status: Status
  public let output: [UInt8]
  public let errors: [UInt8]

  public var isSuccess: Bool { status == .exited(0) }
  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Another program, run to its end with bounded time and bounded output.
///
/// Never through a shell: arguments reach the program as they are.
public struct ChildProcess: Sendable {
  public var program: String
  public var arguments: [String]
  /// The child's whole environment.
  public var environment: [String: String]
  public var input: [UInt8]
  public var timeout: Duration
  /// Output beyond this many bytes, of either stream, ends the child.
  public var outputLimit: Int
  /// Hears of the child's id and of all that it has written to its standard error whenever there is more of it,
  /// on the thread that waits for the child.
  public var onErrorOutput: (@Sendable (_ pid: Int32, _ errors: [UInt8]) -> Void)?

  public init(
    _ program: String, _ arguments: [String] = [],
    environment: [String: String] = ChildProcess.ownEnvironment,
    input: [UInt8] = [], timeout: Duration = .seconds(60), outputLimit: Int = 16 << 20
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.timeout = timeout
    self.outputLimit = outputLimit
  }

  /// The environment of this process.
  public static var ownEnvironment: [String: String] {
    var result: [String: String] = [:]
    var cursor = environ
    while let entry = cursor.pointee {
      let pair = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
      cursor += 1
    }
    return result
  }

  /// Runs the program and returns what it left. Throws when it cannot be started, does not end in time, says
  /// more than `outputLimit`, or when the calling task is cancelled; in each of these cases it was killed.
  public func run() async throws -> ChildResult {
    let cancellation = RunningChild.Cancellation()
    let executor = BlockingExecutor(label: "child \(program)")
    return try await withTaskCancellationHandler {
      try await Waiter(self, cancellation, executor: executor).result()
    } onCancel: {
      cancellation.ask()
    }
  }

  /// Starts a child and waits for it, on a thread of its own: a program on a file system that does not answer takes long to
  /// begin.
  private actor Waiter {
    private let settings: ChildProcess
    private let cancellation: RunningChild.Cancellation
    private let executor: BlockingExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(
      _ settings: ChildProcess, _ cancellation: RunningChild.Cancellation, executor: BlockingExecutor
    ) {
      self.settings = settings
      self.cancellation = cancellation
      self.executor = executor
    }

    func result() throws -> ChildResult {
      guard !cancellation.isAsked else { throw CancellationError() }
      return try RunningChild(settings, cancellation).wait()
    }
  }
}
