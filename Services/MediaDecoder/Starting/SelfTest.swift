import CConfinement
import Glibc
import MediaWire

/// Tries in a confined process what must fail there. A call that fails for another reason has not been refused.
enum SelfTest {
  static func run(_ settings: Settings) {
    Libraries.warmUp()
    // Words for a person may go to a file; writing to a pipe is under no limit.
    var settings = settings
    settings.fileSize = .max
    let confinement = Confining.apply(settings)
    guard confinement.contains(.systemCalls) else {
      Process.end(1, "this system does not let a program limit its own system calls")
    }
    var attempts = [hookline_attempt](repeating: hookline_attempt(), count: 32)
    let count = hookline_attempt_forbidden(&attempts, Int32(attempts.count))
    let tried = attempts.prefix(Int(count))
    for attempt in tried {
      Process.say("\(String(cString: attempt.name)): \(attempt.error == EPERM ? "refused" : "POSSIBLE")")
    }
    _exit(tried.contains { $0.error != EPERM } ? 1 : 0)
  }
}
