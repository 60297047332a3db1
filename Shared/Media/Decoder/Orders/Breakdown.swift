import Glibc
import Lifecycle

/// What put an end to a conversation with a child. The child is of no use after this.
enum Breakdown: Error, Equatable {
  /// The child has closed its answers.
  case ended
  /// It said nothing for so long.
  case stalled(Duration)
  /// It took longer than this in all.
  case overdue(Duration)
  /// It said what may not be said.
  case violation(String)
  /// What it said belongs to the order before this one, or it was no more when this one began.
  case stale
  /// It does not read what it is told.
  case deaf
  /// Nobody wants to know any longer.
  case interrupted

  /// How long the child may take to end by itself, which tells more than killing it.
  var grace: Duration {
    switch self {
    case .ended: .seconds(1)
    case .stale, .deaf: .milliseconds(100)
    case .stalled, .overdue, .violation, .interrupted: .zero
    }
  }
}

/// How a child ended.
struct ChildEnd {
  let status: ChildResult.Status
  let wasKilled: Bool
  /// What it wrote to its standard error at last, safe to be shown.
  let lastWords: String

  init(of child: ConversingChild, within grace: Duration) {
    let end = child.finish(within: grace)
    (status, wasKilled) = (end.status, end.wasKilled)
    lastWords = Self.legible(child.lastWords)
  }

  /// One line without anything that a terminal would obey.
  static func legible(_ bytes: [UInt8]) -> String {
    var line = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        if line.last != " " { line += " " }
      default: line.unicodeScalars.append(scalar)
      }
    }
    return String(line.drop { $0 == " " })
  }

  /// In words, such as "died of SIGSEGV".
  var words: String {
    switch status {
    case _ where wasKilled: "closed its answers and did not end"
    case .exited(let code): "ended by itself with status \(code)"
    case .killed(let signal): "died of \(Self.names[signal] ?? "signal \(signal)")"
    }
  }

  private static let names: [Int32: String] = [
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGILL: "SIGILL", SIGINT: "SIGINT",
    SIGKILL: "SIGKILL", SIGPIPE: "SIGPIPE", SIGSEGV: "SIGSEGV", SIGSYS: "SIGSYS", SIGTERM: "SIGTERM",
    SIGTRAP: "SIGTRAP", SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
  ]
}
