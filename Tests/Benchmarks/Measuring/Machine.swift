import FoundationEssentials
import Glibc

/// What the machine as a whole does.
enum Machine {
  /// Processor time of all programs since it was started.
  static func busySeconds() -> Double {
    let lines = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
    let fields = lines.split(separator: "\n").first?.split(separator: " ").compactMap { Double($0) } ?? []
    // user, nice, system, idle, waiting, two kinds of interrupts, stolen by other machines; then what is in the first.
    let busy = fields.prefix(8).enumerated().reduce(0) {
      $1.offset == 3 || $1.offset == 4 ? $0 : $0 + $1.element
    }
    return busy / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

/// CPU time of the children that this process has waited for, and of theirs.
func childrenSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
  return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}
