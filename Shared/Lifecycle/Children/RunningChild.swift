import Glibc
import Synchronization

/// A started child and the ends of its pipes.
final class RunningChild: Sendable {
  /// Asks for a child to be killed, even before it has begun.
  final class Cancellation: Sendable {
    private let flag = Mutex(false)

    var isAsked: Bool { flag.withLock(\.self) }
    func ask() { flag.withLock { $0 = true } }
  }

  private let settings: ChildProcess
  private let pid: pid_t
  private let deadline: ContinuousClock.Instant
  private let cancellation: Cancellation
  private let input: Pipe
  private let output: Pipe
  private let errors: Pipe

  init(
    _ settings: ChildProcess, _ cancellation: Cancellation = Cancellation()
  ) throws(ChildProcessError) {
    self.settings = settings
    self.cancellation = cancellation
    input = try Pipe(for: settings.program)
    output = try Pipe(for: settings.program)
    errors = try Pipe(for: settings.program)
    deadline = .now + settings.timeout
    pid = try ChildStart(
      program: settings.program, arguments: settings.arguments, environment: settings.environment,
      input: input.reading, output: output.writing, errors: errors.writing
    ).spawn()
    input.closeReading()
    output.closeWriting()
    errors.closeWriting()
    input.makeNonBlocking()
  }

  /// Feeds and drains the pipes until the child has closed them and ended. Blocks.
  func wait() throws -> ChildResult {
    var collected = (output: [UInt8](), errors: [UInt8]())
    do {
      try exchange(&collected.output, &collected.errors)
    } catch {
      // The child leads a group of its own, so what it started goes with it.
      kill(-pid, SIGKILL)
      kill(pid, SIGKILL)
      _ = ChildResult.Status(collecting: pid)
      throw error
    }
    return ChildResult(
      status: .init(collecting: pid), output: collected.output, errors: collected.errors)
  }

  private func exchange(_ out: inout [UInt8], _ err: inout [UInt8]) throws {
    var sent = 0
    if settings.input.isEmpty { input.closeWriting() }
    // A child may close its outputs and still read.
    while output.isReadable || errors.isReadable || input.isWritable {
      try checkLimits(max(out.count, err.count))
      var ends = [
        pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
      ]
      // Cancellation is looked for between polls; 50 ms is soon enough for a program's end.
      guard poll(&ends, nfds_t(ends.count), 50) > 0 else { continue }
      if ends[0].revents != 0 { output.read(into: &out) }
      if ends[1].revents != 0 {
        errors.read(into: &err)
        settings.onErrorOutput?(pid, err)
      }
      if ends[2].revents != 0 { input.write(settings.input, from: &sent) }
    }
    try waitForExit()
  }

  /// The pipes may close before the child ends.
  private func waitForExit() throws {
    while !ChildResult.Status.isKnown(of: pid) {
      try checkLimits(0)
      poll(nil, 0, 2)
    }
  }

  private func checkLimits(_ byteCount: Int) throws {
    if cancellation.isAsked { throw CancellationError() }
    if byteCount > settings.outputLimit {
      throw failure("said more than \(settings.outputLimit) bytes", .output)
    }
    if ContinuousClock.now > deadline { throw failure("did not end within \(settings.timeout)", .timeout) }
  }

  private func failure(_ reason: String, _ kind: ChildProcessError.Kind) -> ChildProcessError {
    ChildProcessError(program: settings.program, reason: reason, kind: kind)
  }
}
