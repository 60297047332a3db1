import CSystem
import Glibc

/// How a child is started: never through a shell, as the leader of a group of its own, with three descriptors.
struct ChildStart {
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
    var actions = descriptorActions()
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = startAttributes()
    defer { posix_spawnattr_destroy(&attributes) }
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, program, &actions, &attributes, &words, &variables)
    guard code == 0 else {
      throw ChildProcessError(
        program: program, reason: "cannot be started: \(String(cString: strerror(code)))", kind: .start)
    }
    return pid
  }

  /// To be destroyed by the caller.
  private func descriptorActions() -> posix_spawn_file_actions_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    // Nothing else that this process has open is the child's business.
    hookline_spawn_close_from(&actions, 3)
    return actions
  }

  /// To be destroyed by the caller.
  private func startAttributes() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
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
    return attributes
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
