import CSystem
import Glibc
import Synchronization

extension RunningChild {
  static func spawn(
    _ settings: ChildProcess, input: Pipe, output: Pipe, errors: Pipe
  ) throws(ChildProcessError) -> pid_t {
    guard ([settings.program] + settings.arguments).allSatisfy({ !$0.utf8.contains(0) }) else {
      throw ChildProcessError(program: settings.program, reason: "an argument holds a zero byte")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
    posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.writing, 2)
    // Nothing else that this process has open is the child's business.
    hookline_spawn_close_from(&actions, 3)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // Dispatch's threads block every signal, and a child would inherit that: it could be killed but not ended.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var arguments = ([settings.program] + settings.arguments).map { strdup($0) } + [nil]
    var variables = settings.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, settings.program, &actions, &attributes, &arguments, &variables)
    guard code == 0 else {
      throw ChildProcessError(
        program: settings.program, reason: "cannot be started: \(String(cString: strerror(code)))")
    }
    return pid
  }

  /// Both ends of one pipe; each is closed once, at the latest when the pipe goes.
  final class Pipe: Sendable {
    private let ends: Mutex<(reading: Int32, writing: Int32)>

    var reading: Int32 { ends.withLock(\.reading) }
    var writing: Int32 { ends.withLock(\.writing) }
    var isReadable: Bool { reading >= 0 }
    var isWritable: Bool { writing >= 0 }

    init(for program: String) throws(ChildProcessError) {
      var descriptors: [Int32] = [-1, -1]
      guard hookline_pipe(&descriptors, 0) == 0 else {
        throw ChildProcessError(program: program, reason: "no pipe: \(String(cString: strerror(errno)))")
      }
      ends = Mutex((descriptors[0], descriptors[1]))
    }

    deinit {
      closeReading()
      closeWriting()
    }

    func closeReading() {
      ends.withLock { ends in
        if ends.reading >= 0 { close(ends.reading) }
        ends.reading = -1
      }
    }

    func closeWriting() {
      ends.withLock { ends in
        if ends.writing >= 0 { close(ends.writing) }
        ends.writing = -1
      }
    }

    func makeNonBlocking() { _ = fcntl(writing, F_SETFL, O_NONBLOCK) }

    /// Takes what is there; closes the end when there will be no more.
    func read(into bytes: inout [UInt8]) {
      var chunk = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(reading, &chunk, chunk.count)
      if count > 0 { bytes += chunk[..<count] } else if count == 0 || errno != EINTR { closeReading() }
    }

    /// Writes what fits; closes the end when all is written or nobody reads.
    func write(_ bytes: [UInt8], from sent: inout Int) {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(writing, $0.baseAddress, $0.count) }
      if count >= 0 { sent += count } else if errno != EINTR && errno != EAGAIN { sent = bytes.count }
      if sent == bytes.count { closeWriting() }
    }
  }
}
