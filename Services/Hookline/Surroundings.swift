import Glibc
import Lifecycle

/// What the process that started this one has left behind.
enum Surroundings {
  static func prepare() {
    openStandardDescriptors()
    // A reader that goes away is told by the write's result, and so is a server.
    signal(SIGPIPE, SIG_IGN)
    // A shell that started this in the background wants it to live through Ctrl-C.
    let inherited = signal(SIGINT, SIG_IGN)
    if unsafeBitCast(inherited, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) { catchInterrupt() }
  }

  /// The first file or socket opened would otherwise become standard output when that was closed.
  private static func openStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      // The wrong way round, so that using it still fails.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Ends by the signal itself, as shells expect, which they report as 130. As the first process of a container
  /// the default action does nothing, hence the exit after it. Nothing here allocates: it runs in a handler.
  private static func catchInterrupt() {
    signal(SIGINT) { number in
      signal(number, SIG_DFL)
      unblockSignal(number)
      kill(getpid(), number)
      _exit(128 + number)
    }
  }
}
