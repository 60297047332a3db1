import FoundationEssentials
import Glibc

/// What the machine as a whole does.
enum Machine {
  /// Processor time of all programs since it was started.
  static func busySeconds() -> Double {
    let lines = (try? String(contentsOfFile: "/proc/stat", encoding: .utf8)) ?? ""
    let fields = lines.split(separator: "\n").first?.split(separator: " ").compactMap { Double($0) } ?? []
    // user, nice, system, idle, waiting, two kinds of interrupts, stolen by other machines; then what is in the first.
    let busy = fields.prefix(8).enumerated().reduce(0) { $1.offset == 3 || $1.offset == 4 ? $0 : $0 + $1.element }
    return busy / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}

/// CPU time of the children that this process has waited for, and of theirs.
func childrenSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
  return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}

/// The most memory that the children of this process hold, and theirs.
enum PeakMemory {
  /// In MB by the names of the programs, looked at until the task is cancelled.
  static func watch() async -> [String: Double] {
    var peaks: [String: Double] = [:]
    while !Task.isCancelled {
      for (name, megabytes) in descendants() { peaks[name] = max(peaks[name] ?? 0, megabytes) }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return peaks
  }

  private static func descendants() -> [(String, Double)] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc"))?.compactMap { Int32($0) } ?? []
    let processes = numbers.compactMap(Process.init)
    var own: Set<Int32> = [getpid()]
    var found: [(String, Double)] = []
    // Children of children: two rounds are enough for a program and what it starts.
    for _ in 0..<2 {
      for process in processes where own.contains(process.parent) && own.insert(process.id).inserted {
        found.append((process.name, process.megabytes))
      }
    }
    return found
  }

  private struct Process {
    let id: Int32
    let parent: Int32
    let name: String
    let megabytes: Double

    init?(_ id: Int32) {
      guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
      var fields: [Substring: Substring] = [:]
      for line in status.split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 1)
        if parts.count == 2 { fields[parts[0]] = parts[1] }
      }
      // The name is cut after 15 bytes.
      guard let parent = fields["PPid:"].flatMap({ Int32($0) }), let name = fields["Name:"] else { return nil }
      (self.id, self.parent, self.name) = (id, parent, String(name))
      megabytes = fields["VmHWM:"].flatMap { Double($0.drop { $0 == " " }.prefix { $0.isNumber }) }
        .map { $0 * 1024 / 1e6 } ?? 0
    }
  }
}
