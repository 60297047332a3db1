import FoundationEssentials
import Glibc
import Lifecycle
import Synchronization

/// All programs that serve creators, one process each, and what the kernel says of them.
struct Crew: Sendable {
  static let programs = [
    "hookline-ingest", "hookline-content-analysis", "hookline-music-analysis", "hookline-recommender",
    "hookline-scheduler",
  ]

  private let members: [(name: String, pid: Int32)]

  /// Starts them, hands them to `body` when all work, and asks them to end.
  static func with<Value: Sendable>(
    _ environment: [String: String], _ body: (Crew) async throws -> Value
  ) async throws -> Value {
    try await start(programs[...], [], environment, body)
  }

  private static func start<Value: Sendable>(
    _ rest: ArraySlice<String>, _ members: [(name: String, pid: Int32)], _ environment: [String: String],
    _ body: (Crew) async throws -> Value
  ) async throws -> Value {
    guard let name = rest.first else { return try await body(Crew(members: members)) }
    let child = ChildProcess(try Programs.beside(name), environment: environment, timeout: .seconds(7_200))
    let value = Mutex<Value?>(nil)
    _ = try await Companion(child: child).run(until: "\"msg\":\"started\"") { pid in
      let result = try await start(rest.dropFirst(), members + [(name, pid)], environment, body)
      value.withLock { $0 = result }
    }
    guard let result = value.withLock({ $0 }) else { throw BenchError("\(name) was not needed") }
    return result
  }

  /// User and system time of all of them so far.
  func cpuSeconds() throws -> Double {
    try members.reduce(0) { sum, member in
      guard let ticks = Self.fields(of: "/proc/\(member.pid)/stat"), ticks.count > 12 else {
        throw BenchError("\(member.name) has ended")
      }
      return sum + (ticks[11] + ticks[12]) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
  }

  /// What all processors of the machine have worked so far, whoever for.
  static func machineSeconds() -> Double {
    let text = (try? String(contentsOf: URL(filePath: "/proc/stat"), encoding: .utf8)) ?? ""
    let numbers = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { Double($0) }
    guard numbers.count > 6 else { return 0 }
    // All but idle and waiting for disks.
    return (numbers[0] + numbers[1] + numbers[2] + numbers[5] + numbers[6])
      / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The numbers of a `stat` file, from the third field on.
  private static func fields(of path: String) -> [Double]? {
    guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    return text[text.index(after: name)...].split(separator: " ").map { Double($0) ?? 0 }
  }

  /// Notes their memory once a second until it is ended.
  func watch() -> MemoryWatch { MemoryWatch(members) }
}

/// The memory of processes over time.
final class MemoryWatch: Sendable {
  private let members: [(name: String, pid: Int32)]
  private let notes = Mutex<[[Double]]>([])
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(_ members: [(name: String, pid: Int32)]) {
    self.members = members
    task.withLock {
      $0 = Task {
        while !Task.isCancelled {
          let now = self.members.map { ResidentMemory.megabytes(of: $0.pid) ?? 0 }
          self.notes.withLock { $0.append(now) }
          try? await Task.sleep(for: .seconds(1))
        }
      }
    }
  }

  /// The most that each had in the second quarter and in the last.
  func end() async -> [CreatorsRun.Growth] {
    let task = task.withLock { $0 }
    task?.cancel()
    await task?.value
    let notes = notes.withLock { $0 }
    func most(_ index: Int, _ range: Range<Int>) -> Double { notes[range].map { $0[index] }.max() ?? 0 }
    guard notes.count >= 4 else { return [] }
    return members.enumerated().map { index, member in
      let half = most(index, notes.count / 4..<notes.count / 2)
      return .init(name: member.name, half: half, end: most(index, notes.count * 3 / 4..<notes.count))
    }
  }
}
