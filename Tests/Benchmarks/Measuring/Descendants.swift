import FoundationEssentials
import Glibc

/// The children of this process, and theirs, watched until the task is cancelled.
enum Descendants {
  /// The most memory that they hold, in MB by the names of the programs.
  static func peakMemory() async -> [String: Double] {
    var peaks: [String: Double] = [:]
    while !Task.isCancelled {
      for process in all() { peaks[process.name] = max(peaks[process.name] ?? 0, process.megabytes) }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return peaks
  }

  /// How many processors they could use on average, of `most`: threads that run or wait for one. Unlike the time that they
  /// get, this does not depend on what else the machine does.
  static func processorsWanted(atMost most: Int) async -> Double {
    var wanted: [Double] = []
    var processes: [Process] = []
    while !Task.isCancelled {
      // To look for processes takes longer than to look at them.
      if wanted.count % 16 == 0 { processes = all() }
      wanted.append(Double(min(most, processes.reduce(0) { $0 + runnableThreads(of: $1.id) })))
      try? await Task.sleep(for: .milliseconds(5))
    }
    return mean(wanted)
  }

  private static func all() -> [Process] {
    let processes = names(in: "/proc").compactMap { Int32($0) }.compactMap(Process.init)
    var own: Set<Int32> = [getpid()]
    var found: [Process] = []
    // Two rounds are enough for a program and what it starts.
    for _ in 0..<2 {
      for process in processes where own.contains(process.parent) && own.insert(process.id).inserted {
        found.append(process)
      }
    }
    return found
  }

  private static func runnableThreads(of process: Int32) -> Int {
    names(in: "/proc/\(process)/task").count { thread in
      let status = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/stat", encoding: .utf8)
      // What is before the last bracket is a name, which may hold anything.
      guard let status, let bracket = status.lastIndex(of: ")") else { return false }
      return status[bracket...].dropFirst(2).first == "R"
    }
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private struct Process {
    let id: Int32
    let parent: Int32
    /// Its first 15 bytes.
    let name: String
    /// The most that it has held.
    let megabytes: Double

    /// Nil for one that has ended.
    init?(_ id: Int32) {
      guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else {
        return nil
      }
      var fields: [Substring: Substring] = [:]
      for line in status.split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 1)
        if parts.count == 2 { fields[parts[0]] = parts[1] }
      }
      guard let parent = fields["PPid:"].flatMap({ Int32($0) }), let name = fields["Name:"] else {
        return nil
      }
      (self.id, self.parent, self.name) = (id, parent, String(name))
      // "    44512 kB"
      let held = fields["VmHWM:"]?.split(separator: " ").first.flatMap { Double($0) }
      megabytes = (held ?? 0) * 1024 / 1e6
    }
  }
}
