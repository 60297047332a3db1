import Glibc

extension Metrics {
  /// Adds what Prometheus expects of every process, read from `/proc` at each exposition, and
  /// `hookline_build_info`. To be called once.
  public func addProcessMetrics(version: String, commit: String) {
    let build = ["version": version, "commit": commit, "swift": Self.compiler]
    gauge("hookline_build_info", help: "What was built, as labels.", labels: build).set(1)
    if let start = ProcessReading.startTime() {
      gauge("process_start_time_seconds", help: "Start of the process, seconds since 1970.").set(start)
    }
    let cpu = counter("process_cpu_seconds_total", help: "User and system CPU time in seconds.")
    let resident = gauge("process_resident_memory_bytes", help: "Resident memory in bytes.")
    let virtual = gauge("process_virtual_memory_bytes", help: "Virtual memory in bytes.")
    let threads = gauge("process_threads", help: "Threads of the process.")
    let open = gauge("process_open_fds", help: "Open file descriptors.")
    let limit = gauge("process_max_fds", help: "How many file descriptors may be open.")
    onCollect {
      cpu.raise(to: ProcessReading.cpuSeconds())
      if let reading = ProcessReading.now() {
        resident.set(reading.residentByteCount)
        virtual.set(reading.virtualByteCount)
        threads.set(reading.threadCount)
      }
      if let count = ProcessReading.openDescriptorCount() { open.set(count) }
      if let count = ProcessReading.descriptorLimit() { limit.set(count) }
    }
  }

  private static var compiler: String {
    #if compiler(>=6.4)
      "6.4 or later"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "before 6.3"
    #endif
  }
}

/// What `/proc` says of this process. Reading it copies kernel memory and never waits for a disk.
struct ProcessReading {
  let virtualByteCount: Double
  let residentByteCount: Double
  let threadCount: Double
  /// Clock ticks from the start of the system to the start of the process.
  private let startTicks: Double

  static func now() -> ProcessReading? {
    contents(of: "/proc/self/stat").flatMap(ProcessReading.init(stat:))
  }

  /// Reads a line of `/proc/<pid>/stat`. The second field is the program's name in parentheses, which may hold
  /// anything, so counting begins behind the last parenthesis, with the third field.
  init?(stat: String) {
    guard let name = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(after: name)...].split(separator: " ").map { Double($0) ?? 0 }
    guard fields.count > 21 else { return nil }
    threadCount = fields[17]
    startTicks = fields[19]
    virtualByteCount = fields[20]
    residentByteCount = fields[21] * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// From the clock, which is finer than the hundredths of `stat`.
  static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds since 1970.
  static func startTime() -> Double? {
    guard let reading = now(), let stat = contents(of: "/proc/stat") else { return nil }
    let line = stat.split(separator: "\n").first { $0.hasPrefix("btime ") }
    guard let boot = line.flatMap({ Double($0.dropFirst(6)) }) else { return nil }
    return boot + reading.startTicks / ticksPerSecond
  }

  static func openDescriptorCount() -> Double? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // Less `.`, `..` and the descriptor of the folder itself.
    return Double(count - 3)
  }

  static func descriptorLimit() -> Double? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return Double(limit.rlim_cur)
  }

  private static let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))

  private static func contents(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
      }
      guard !chunk.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk
    }
  }
}
