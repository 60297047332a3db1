import CSystem
import Glibc

/// A child that lives on: it is told things over a Unix socket, its descriptor 0, with open files where they are
/// needed, and answers through a pipe, its descriptor 1.
///
/// Nothing here waits but `wait` and `end`. One that is dropped is killed.
public final class ConversingChild {
  public enum Reading: Equatable {
    case bytes(Int)
    /// Not yet.
    case nothing
    /// The child has closed its end, or is no more.
    case ended
  }

  public enum Event: Equatable {
    case output
    case woken
    case timedOut
  }

  public let program: String
  public let pid: Int32
  let output: Int32
  var socket: Int32
  var errors: Int32
  /// The end of what the child has written to its standard error.
  var words: [UInt8] = []
  var end: (status: ChildResult.Status, wasKilled: Bool)?

  /// How many bytes of the child's standard error are kept.
  public static let wordLimit = 2048
  /// The most that anyone but root may ask for, as systems are set up.
  private static let pipeCapacity: Int32 = 1 << 20
  /// F_SETPIPE_SZ, which Swift does not import.
  private static let setPipeCapacity: Int32 = 1031

  public init(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws(ChildProcessError) {
    var (sockets, outputs, words): ([Int32], [Int32], [Int32]) = ([-1, -1], [-1, -1], [-1, -1])
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &sockets) == 0, hookline_pipe(&outputs, 0) == 0,
      hookline_pipe(&words, 0) == 0
    else {
      let reason = "no pipes: \(String(cString: strerror(errno)))"
      Self.close(sockets + outputs + words)
      throw ChildProcessError(program: program, reason: reason)
    }
    // More than the usual 64 KiB spares the child waits; refused where the user has too many large pipes already.
    _ = fcntl(outputs[1], Self.setPipeCapacity, Self.pipeCapacity)
    for end in [sockets[0], outputs[0], words[0]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    let start = ChildStart(
      program: program, arguments: arguments, environment: environment, input: sockets[1],
      output: outputs[1], errors: words[1])
    do throws(ChildProcessError) {
      pid = try start.spawn()
    } catch {
      Self.close(sockets + outputs + words)
      throw error
    }
    Self.close([sockets[1], outputs[1], words[1]])
    self.program = program
    (socket, output, errors) = (sockets[0], outputs[0], words[0])
  }

  deinit {
    finish(within: .zero)
    Self.close([output, errors])
  }

  static func close(_ descriptors: [Int32]) {
    for descriptor in descriptors where descriptor >= 0 { Glibc.close(descriptor) }
  }

  /// Hands over bytes, and an open file with the first of them. False when the child does not take them at once: it
  /// is no more, or it has not read what it was told before.
  public func send(_ bytes: [UInt8], passing file: Int32? = nil) -> Bool {
    bytes.withUnsafeBytes { hookline_send(socket, $0.baseAddress, $0.count, file ?? -1) } == bytes.count
  }

  /// Takes what the child has answered, as much as there is.
  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    while true {
      let count = Glibc.read(output, buffer.baseAddress, buffer.count)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      if errno != EINTR { return errno == EAGAIN ? .nothing : .ended }
    }
  }

  /// Waits for an answer. What the child says on its standard error is read along, so that it never waits for that.
  public func wait(until deadline: ContinuousClock.Instant, wake: WakePipe? = nil) -> Event {
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return .timedOut }
      var ends = [output, wake?.descriptor ?? -1, errors].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&ends, nfds_t(ends.count), Int32(min(left.rounded(.up), 60_000))) > 0 else { continue }
      if ends[2].revents != 0 { readWords() }
      if ends[1].revents != 0 { return .woken }
      if ends[0].revents != 0 { return .output }
    }
  }

  /// Whether it has answered something that was not read, or is no more.
  public var hasOutput: Bool {
    var end = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    return poll(&end, 1, 0) != 0
  }

  /// The last it has written to its standard error.
  public var lastWords: [UInt8] {
    readWords()
    return words
  }

  /// The system ends the child with SIGXCPU when it has computed for so much longer than it has until now. Nothing
  /// happens where the system does not allow to limit the child.
  public func allow(processorTime: Duration) {
    var clock = clockid_t()
    var used = timespec()
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &used) == 0 else { return }
    let seconds = Double(used.tv_sec) + Double(used.tv_nsec) / 1e9 + processorTime / .seconds(1)
    _ = hookline_limit_processor_time(pid, UInt64(min(max(1, seconds.rounded(.up)), 1e9)))
  }
}
