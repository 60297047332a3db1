/// What the store is to do, said once more without a database: tasks, runs, waits and debts by name.
///
/// Shared work is named by its key, other tasks by their ids, and runs by subject and generation.
struct Reference: Equatable {
  struct Task: Hashable {
    var run: String?
    var kind: String
    var state = "queued"
    var fence = 0
    var attempt = 1
    var starts = 0
    var isVital = false
    var hasLease = false

    var isOpen: Bool { state == "queued" || state == "running" }
  }

  struct Run: Hashable {
    var expected = 1
    var remaining = 1
    var failed = 0
    var next: String?
    var state = "open"
    var stop: String?
    var isBroken = false
    var completions = 0
  }

  struct Wait: Hashable {
    var key: String
    var run: String
  }

  /// Which message lies in the outbox.
  struct Debt: Hashable {
    var name: String
    var fence: Int
  }

  struct Claim: Hashable {
    var name: String
    var fence: Int
  }

  struct Growth {
    var children: [String] = []
    var shared: [String] = []
    var finale: String?
  }

  var tasks: [String: Task] = [:]
  var runs: [String: Run] = [:]
  /// Whether each wait has been counted down.
  var waits: [Wait: Bool] = [:]
  var debts: [Debt: Int] = [:]
  var deaths: [String: Int] = [:]

  /// What the database is to name.
  private(set) var unborn: [Task: Int] = [:]
  private var owners: [String: String] = [:]
  private(set) var isLeaseOver: Set<String> = []
  private var diedLongAgo: Set<String> = []

  static func == (left: Reference, right: Reference) -> Bool {
    left.tasks == right.tasks && left.runs == right.runs && left.waits == right.waits
      && left.debts == right.debts && left.deaths == right.deaths
  }

  /// Gives names that the database made to tasks that are to be there; what fits none stays away.
  mutating func adopt(_ found: [String: Task]) {
    for (name, task) in found where tasks[name] == nil {
      guard let count = unborn[task] else { continue }
      unborn[task] = count == 1 ? nil : count - 1
      tasks[name] = task
      debts[Debt(name: name, fence: 0), default: 0] += 1
    }
  }

  // MARK: Beginning

  func openRun(_ subject: String) -> String? {
    runs.first { $0.key.hasPrefix("\(subject)#") && $0.value.state == "open" && $0.value.stop == nil }?.key
  }

  /// The new run; `nil` when the request is merged.
  private mutating func makeRun(_ subject: String) -> String? {
    guard openRun(subject) == nil else { return nil }
    let name = "\(subject)#\(runs.keys.count { $0.hasPrefix("\(subject)#") } + 1)"
    runs[name] = Run()
    return name
  }

  mutating func enqueue(_ subject: String) {
    guard let run = makeRun(subject) else { return }
    unborn[Task(run: run, kind: "ingest", isVital: true), default: 0] += 1
  }

  mutating func admit(_ name: String, _ subject: String) {
    guard tasks[name] == nil else { return }
    if let run = makeRun(subject) {
      tasks[name] = Task(run: run, kind: "ingest", isVital: true)
    } else {
      tasks[name] = Task(kind: "ingest", state: "merged")
    }
  }

  // MARK: Leases

  /// Those that may run.
  mutating func start(_ claims: Set<Claim>, owner: String) -> Set<String> {
    var started: Set<String> = []
    for claim in claims {
      guard var task = tasks[claim.name] else { continue }
      if task.state == "queued", task.fence == claim.fence {
        task.state = "running"
        task.starts += 1
        task.fence += 1
      } else if task.state != "running" || task.fence != claim.fence + 1 || owners[claim.name] != owner {
        continue
      }
      task.hasLease = true
      tasks[claim.name] = task
      owners[claim.name] = owner
      isLeaseOver.remove(claim.name)
      started.insert(claim.name)
    }
    return started
  }

  mutating func heartbeat(_ claims: Set<Claim>) -> Set<String> {
    let alive = claims.filter { tasks[$0.name]?.state == "running" && tasks[$0.name]?.fence == $0.fence }
    isLeaseOver.subtract(alive.map(\.name))
    return Set(alive.map(\.name))
  }

  mutating func expireLease(_ name: String) {
    if tasks[name]?.hasLease == true { isLeaseOver.insert(name) }
  }

  private mutating func wake(_ name: String) {
    guard var task = tasks[name] else { return }
    task.state = "queued"
    task.fence += 1
    task.hasLease = false
    tasks[name] = task
    debts[Debt(name: name, fence: task.fence), default: 0] += 1
  }

  private func isExpired(_ name: String) -> Bool {
    tasks[name]?.state == "running" && isLeaseOver.contains(name)
  }

  mutating func rescue() {
    for name in tasks.keys where isExpired(name) && (tasks[name]?.starts ?? 0) < 3 { wake(name) }
  }

  mutating func quarantine() {
    let names = tasks.keys.filter { isExpired($0) && (tasks[$0]?.starts ?? 0) >= 3 }
    settle(names.map { ($0, "dead") })
  }

  mutating func wakeLost(_ kind: String) {
    let owed = Set(debts.keys.map(\.name))
    for (name, task) in tasks where task.kind == kind && task.state == "queued" && !owed.contains(name) {
      wake(name)
    }
  }

  mutating func forget(_ debt: Debt) {
    guard let count = debts[debt] else { return }
    debts[debt] = count == 1 ? nil : count - 1
  }

  // MARK: Ending

  func own(_ claims: Set<Claim>) -> [String] {
    Set(claims.filter { tasks[$0.name]?.isOpen == true && tasks[$0.name]?.fence == $0.fence }.map(\.name))
      .sorted()
  }

  mutating func settle(_ verdicts: [(name: String, verdict: String)]) {
    var counts: [String: (count: Int, failed: Int, breaks: Bool)] = [:]
    for (name, said) in verdicts {
      guard var task = tasks[name] else { continue }
      let isAgain = said == "retry" || said == "release"
      let verdict = isAgain ? task.run.flatMap { runs[$0]?.stop } ?? said : said
      task.hasLease = false
      defer { tasks[name] = task }
      if verdict == "retry" || verdict == "release" {
        task.state = "queued"
        task.fence += 1
        task.starts = 0
        task.attempt += verdict == "retry" ? 1 : 0
        debts[Debt(name: name, fence: task.fence), default: 0] += 1
        continue
      }
      task.state = verdict
      if verdict == "dead" { deaths[name, default: 0] += 1 }
      let hasFailed = verdict == "dead" || verdict == "expired"
      for run in settleWaits(name, task) {
        counts[run, default: (0, 0, false)].count += 1
        counts[run]?.failed += hasFailed ? 1 : 0
        if hasFailed, task.isVital { counts[run]?.breaks = true }
      }
    }
    for (run, count) in counts { countDown(run, count.count, failed: count.failed, breaks: count.breaks) }
  }

  private mutating func settleWaits(_ name: String, _ task: Task) -> [String] {
    if let run = task.run { return [run] }
    let open = waits.filter { $0.key.key == name && !$0.value }.keys
    for wait in open { waits[wait] = true }
    return open.map(\.run)
  }

  private mutating func countDown(_ name: String, _ count: Int, failed: Int, breaks: Bool) {
    guard var run = runs[name] else { return }
    run.remaining -= count
    run.failed += failed
    run.isBroken = run.isBroken || breaks
    if run.remaining == 0 {
      if let next = run.next, run.stop == nil, !run.isBroken {
        run.remaining = 1
        run.expected += 1
        unborn[Task(run: name, kind: next, isVital: true), default: 0] += 1
      } else {
        run.state = run.stop ?? (run.isBroken ? "failed" : run.failed > 0 ? "partial" : "complete")
        run.completions += 1
        debts[Debt(name: "run.completed \(name)", fence: 0), default: 0] += 1
      }
      run.next = nil
    }
    runs[name] = run
  }

  mutating func grow(_ name: String, _ growth: Growth) {
    guard let run = tasks[name]?.run, runs[run]?.stop == nil else { return }
    for key in growth.shared {
      if tasks[key] == nil {
        tasks[key] = Task(kind: "music-analysis")
        debts[Debt(name: key, fence: 0), default: 0] += 1
      } else if tasks[key]?.state == "dead", diedLongAgo.contains(key) {
        tasks[key]?.attempt = 1
        tasks[key]?.starts = 0
        wake(key)
        diedLongAgo.remove(key)
      }
      let wait = Wait(key: key, run: run)
      guard tasks[key]?.isOpen == true, waits[wait] != false else { continue }
      waits[wait] = false
      runs[run]?.remaining += 1
      runs[run]?.expected += 1
    }
    for kind in growth.children { unborn[Task(run: run, kind: kind), default: 0] += 1 }
    runs[run]?.remaining += growth.children.count
    runs[run]?.expected += growth.children.count
    if let finale = growth.finale { runs[run]?.next = finale }
  }

  mutating func letTheDeadAge() {
    diedLongAgo.formUnion(tasks.filter { $0.value.state == "dead" }.keys)
  }

  mutating func stop(_ name: String, as reason: String) {
    guard let run = runs[name], run.state == "open" else { return }
    let stop = run.stop ?? reason
    runs[name]?.stop = stop
    settle(tasks.filter { $0.value.run == name && $0.value.state == "queued" }.map { ($0.key, stop) })
    let open = waits.filter { $0.key.run == name && !$0.value }.keys
    for wait in open { waits[wait] = true }
    if !open.isEmpty { countDown(name, open.count, failed: 0, breaks: false) }
  }
}
