import CSystem
import Glibc

/// How a child is started: never through a shell, as the leader of a group of its own, with three descriptors. It is killed
/// when this process ends, however that ends.
struct ChildStart: Sendable {
  var program: String
  var arguments: [String]
  /// The child's whole environment.
  var environment: [String: String]
  /// What become its descriptors 0, 1 and 2.
  var input: Int32
  var output: Int32
  var errors: Int32

  func spawn() throws(ChildProcessError) -> pid_t {
    let texts = [program] + arguments + environment.map { "\($0.key)=\($0.value)" }
    guard texts.allSatisfy({ !$0.utf8.contains(0) }) else {
      throw ChildProcessError(program: program, reason: "an argument holds a zero byte")
    }
    // A child that ends before it has read everything must not end this process.
    signal(SIGPIPE, SIG_IGN)
    // Whoever started this process may have left SIGCHLD ignored; a child's status would then be lost.
    signal(SIGCHLD, SIG_DFL)
    let code = SpawningThread.shared.run { Self.start(self) }
    guard code > 0 else {
      throw ChildProcessError(
        program: program, reason: "cannot be started: \(String(cString: strerror(-code)))", kind: .start)
    }
    return code
  }

  /// Its number, or what went wrong, below zero.
  private static func start(_ start: ChildStart) -> Int32 {
    var paths = start.paths.map { strdup($0) } + [nil]
    var words = ([start.program] + start.arguments).map { strdup($0) } + [nil]
    var variables = start.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in paths + words + variables { free(pointer) } }
    let descriptors = [start.input, start.output, start.errors]
    let pid = hookline_spawn_bound(&paths, &words, &variables, descriptors)
    return pid > 0 ? pid : -errno
  }

  /// Where the program may be: that of this process's PATH which is there.
  private var paths: [String] {
    guard !program.utf8.contains(UInt8(ascii: "/")), !program.isEmpty else { return [program] }
    let list = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return list.split(separator: ":", omittingEmptySubsequences: false).map { folder in
      folder.isEmpty ? program : "\(folder)/\(program)"
    }
  }
}

extension ChildResult.Status {
  /// Waits until a child has ended and takes its status, after which its number may be another's.
  init(collecting pid: pid_t) {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    // What WIFEXITED, WEXITSTATUS and WTERMSIG compute; Swift does not import the macros.
    self = status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: status & 0x7f)
  }

  /// Whether a child has ended; its status can still be taken.
  static func isKnown(of pid: pid_t) -> Bool {
    var information = siginfo_t()
    guard waitid(P_PID, id_t(pid), &information, WEXITED | WNOHANG | WNOWAIT) == 0 else { return true }
    return information.si_signo == SIGCHLD
  }
}
