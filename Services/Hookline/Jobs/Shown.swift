import FoundationEssentials

/// How long something is or was, in its largest unit: `5s`, `3m`, `2h`, `4d`.
func brief(_ seconds: TimeInterval) -> String {
  let seconds = seconds.isFinite ? Int(max(0, min(seconds, 1e12))) : 0
  return switch seconds {
  case ..<100: "\(seconds)s"
  case ..<6_000: "\(seconds / 60)m"
  case ..<172_800: "\(seconds / 3_600)h"
  default: "\(seconds / 86_400)d"
  }
}

/// How long ago something was.
func age(of date: Date?) -> String { date.map { brief(-$0.told.timeIntervalSinceNow) } ?? "" }

extension Date {
  /// As documents tell it, in whole seconds: what is read from one is shown as what is read from a row.
  var told: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}

/// `1 task`, `2 tasks`, `3,400 tasks`.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  grouped(count) + " " + (count == 1 ? noun : plural ?? noun + "s")
}

/// `999`, `1,000`, `-25,000`.
func grouped(_ count: Int) -> String {
  var digits = ""
  for (index, digit) in String(count.magnitude).reversed().enumerated() {
    digits = (index > 0 && index % 3 == 0 ? "\(digit)," : "\(digit)") + digits
  }
  return (count < 0 ? "-" : "") + digits
}

/// Text from outside on one line, and no more of it than a table can show.
func excerpt(_ text: String, limit: Int = 160) -> String {
  let line = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
  return line.count > limit ? line.prefix(limit - 1) + "…" : line
}
