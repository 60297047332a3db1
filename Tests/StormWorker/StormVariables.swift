import FoundationEssentials
import Glibc
import Jobs
import Lifecycle
import Synchronization

/// What the tests tell these processes by their environment.
struct StormVariables: Sendable {
  enum Role: String, Sendable {
    case worker, scheduler, producer
  }

  static let role = "HOOKLINE_TEST_ROLE"
  static let history = "HOOKLINE_TEST_HISTORY"
  static let isLeased = "HOOKLINE_TEST_LEASED"
  static let lease = "HOOKLINE_TEST_LEASE_MS"
  static let slots = "HOOKLINE_TEST_SLOTS"
  static let pause = "HOOKLINE_TEST_PAUSE_MS"
  /// `committed:3`: the process ends itself when it comes to that milestone for the third time. `enqueue:3`: a
  /// producer does so in the middle of its third run.
  static let fall = "HOOKLINE_TEST_FALL"

  private let environment: [String: String]

  init(_ environment: [String: String] = ChildProcess.ownEnvironment) { self.environment = environment }

  var role: Role? { environment[Self.role].flatMap { Role(rawValue: $0) } }
  var journal: Journal { Journal(environment[Self.history] ?? "/dev/null") }
  var isLeased: Bool { environment[Self.isLeased] == "1" }
  var lease: Duration { .milliseconds(number(Self.lease) ?? 2_000) }
  var slots: Int { number(Self.slots) ?? 4 }
  var pause: Duration { .milliseconds(number(Self.pause) ?? 0) }

  /// Ends the process where it is told to.
  var milestone: @Sendable (Milestone) -> Void {
    guard let (name, turn) = fall, let place = Milestone(rawValue: name) else { return { _ in } }
    let count = Mutex(0)
    let journal = journal
    return { milestone in
      guard milestone == place else { return }
      let isDue = count.withLock { count in
        count += 1
        return count == turn
      }
      guard isDue else { return }
      Self.fall(journal, "at \(place)")
    }
  }

  /// In the middle of which run a producer ends.
  var lastRun: Int? { fall.flatMap { $0.name == "enqueue" ? $0.turn : nil } }

  /// Ends this process and writes that down.
  static func fall(_ journal: Journal, _ role: String) {
    try? journal.write(.killed(pid: getpid(), role: role))
    kill(getpid(), SIGKILL)
  }

  private var fall: (name: String, turn: Int)? {
    let parts = (environment[Self.fall] ?? "").split(separator: ":")
    guard parts.count == 2, let turn = Int(parts[1]) else { return nil }
    return (String(parts[0]), turn)
  }

  private func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
}
