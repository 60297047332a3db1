import Jobs

/// Something in a history that must not be.
struct Violation: Sendable, Hashable, CustomStringConvertible {
  enum Rule: String, Sendable, CaseIterable {
    /// The history ends before its end.
    case truncated
    /// Accepted, and not there.
    case lost
    /// There, and nobody asked for it.
    case unasked
    case runState, completions
    /// An end that nobody was told of.
    case untold
    case missingTask, doubledTask, openTask, taskState
    /// More or fewer attempts than the order's failures.
    case attempts
    case missingEffect, surplusEffect
    case outbox, missingDeadMessage, surplusDeadMessage, queue, drift
  }

  let rule: Rule
  let detail: String

  init(_ rule: Rule, _ detail: String) {
    self.rule = rule
    self.detail = detail
  }

  var description: String { "\(rule.rawValue): \(detail)" }
}

/// Compares what was there at the end of a test with what was promised; pure.
///
/// Everything accepted has ended once: each task in one terminal state with one effect if it succeeded and none if
/// not, each run with one completion that was told; nothing is owed, waiting or counted wrongly; and nothing has died
/// but what was planted to die.
struct Checker {
  private let attemptLimit: Int
  private let runs: [History.RunRow]
  private let tasks: [History.TaskRow]
  private let planned: [String: PlannedRun]
  private let effects: [TaskID: Int]
  /// Processes that were killed from outside while they had the task in hand.
  private let kills: [TaskID: Int]
  /// Each order by its label; labels are unique in a plan.
  private let orders: [String: StormOrder]
  private let sharedKeys: Set<String>
  private let history: History
  private var found: [Violation] = []

  /// All that is wrong in a history, where a task dies after `attemptLimit` failures.
  static func violations(in history: History, attemptLimit: Int = 5) -> [Violation] {
    var checker = Checker(history, attemptLimit)
    checker.checkEnd()
    checker.checkPromises()
    checker.checkRuns()
    checker.checkTasks()
    checker.checkDead()
    checker.checkRemains()
    return checker.found
  }

  private init(_ history: History, _ attemptLimit: Int) {
    self.history = history
    self.attemptLimit = attemptLimit
    let entries = history.entries
    runs = entries.compactMap { if case .run(let row) = $0 { row } else { nil } }
    tasks = entries.compactMap { if case .task(let row) = $0 { row } else { nil } }
    planned = Dictionary(history.planned.map { ($0.subject, $0) }) { first, _ in first }
    orders = Self.orders(of: history.planned)
    sharedKeys = Set(tasks.filter(\.isShared).map(\.label))
    effects = entries.reduce(into: [:]) { counts, entry in
      if case .effect(let task) = entry { counts[task, default: 0] += 1 }
    }
    let killed = Set(entries.compactMap { entry in if case .killed(let pid, _) = entry { pid } else { nil } })
    var hands: [TaskID: Set<Int32>] = [:]
    for case .began(let task, let pid) in entries where killed.contains(pid) {
      hands[task, default: []].insert(pid)
    }
    kills = hands.mapValues(\.count)
  }

  private mutating func report(_ rule: Violation.Rule, _ detail: String) {
    found.append(Violation(rule, detail))
  }

  private mutating func checkEnd() {
    if history.entries.last != .end { report(.truncated, "the last line is missing") }
  }

  private mutating func checkPromises() {
    let runIDs = Set(runs.map(\.id))
    let taskIDs = Set(tasks.map(\.id))
    for case .accepted(let subject, let run, let task) in history.entries {
      if let run, !runIDs.contains(run) { report(.lost, "run \(run) of \(subject)") }
      if let task, !taskIDs.contains(task) { report(.lost, "message \(task) of \(subject)") }
    }
  }

  private mutating func checkRuns() {
    var told: Set<RunID> = []
    for case .told(let run) in history.entries { told.insert(run) }
    let tasksOfRuns = Dictionary(grouping: tasks.filter { $0.run != nil }) { $0.run }
    for run in runs {
      guard let plan = planned[run.subject] else {
        report(.unasked, "run \(run.id) of \(run.subject)")
        continue
      }
      checkTree(run, plan.order, tasksOfRuns[run.id] ?? [])
      if run.completions != 1 || run.remaining != 0 {
        report(.completions, "\(run.subject) has \(run.completions), and \(run.remaining) remain")
      }
      if !told.contains(run.id) { report(.untold, run.subject) }
    }
    let runIDs = Set(runs.map(\.id))
    for task in tasks where task.run.map({ !runIDs.contains($0) }) ?? false {
      report(.unasked, "task \(task.id) belongs to no run")
    }
  }

  /// Whether the run has just the tasks that its order leads to, and ended as they did.
  private mutating func checkTree(_ run: History.RunRow, _ order: StormOrder, _ tasks: [History.TaskRow]) {
    let counts = Dictionary(tasks.map { ($0.label, 1) }, uniquingKeysWith: +)
    let root = order.label ?? ""
    var wanted: Set<String> = [root]
    let hasGrown = tasks.contains { $0.label == root && $0.state == "succeeded" }
    if hasGrown {
      wanted.formUnion((order.children ?? []).compactMap(\.label))
      if order.hasFinale == true { wanted.insert("finale") }
    }
    for label in wanted.sorted() where counts[label] == nil {
      report(.missingTask, "\(label) of \(run.subject)")
    }
    for (label, count) in counts.sorted(by: { $0.key < $1.key }) {
      if !wanted.contains(label) { report(.unasked, "task \(label) of \(run.subject)") }
      if count > 1 { report(.doubledTask, "\(label) of \(run.subject), \(count) times") }
    }
    let dead = Set(tasks.filter { $0.state == "dead" }.map(\.label))
    let state =
      dead.contains(root) || dead.contains("finale") ? "failed" : dead.isEmpty ? "complete" : "partial"
    if run.state != state { report(.runState, "\(run.subject) is \(run.state), not \(state)") }
    for key in hasGrown ? order.shared ?? [] : [] where !sharedKeys.contains(key) {
      report(.missingTask, "shared \(key) of \(run.subject)")
    }
  }

  private mutating func checkTasks() {
    var seenKeys: Set<String> = []
    for task in tasks {
      if task.isShared, !seenKeys.insert(task.label).inserted {
        report(.doubledTask, "shared \(task.label)")
      }
      let count = effects[task.id] ?? 0
      switch task.state {
      case "queued", "running": report(.openTask, "\(task.label) \(task.id) is \(task.state)")
      case "succeeded":
        if count == 0 { report(.missingEffect, "\(task.label) \(task.id)") }
        if count > 1 { report(.surplusEffect, "\(task.label) \(task.id) has \(count)") }
        let failures = orders[task.label]?.failures ?? 0
        if task.attempt != failures + 1 { report(.attempts, "\(task.label) used \(task.attempt)") }
      case "dead":
        if count > 0 { report(.surplusEffect, "\(task.label) \(task.id) is dead and has \(count)") }
      case "merged":
        if count > 0 { report(.surplusEffect, "\(task.label) \(task.id) is merged and has \(count)") }
      default: report(.taskState, "\(task.label) \(task.id) is \(task.state)")
      }
    }
    let known = Set(tasks.map(\.id))
    for id in effects.keys.sorted() where !known.contains(id) { report(.surplusEffect, "of no task: \(id)") }
  }

  private mutating func checkDead() {
    let labels = Dictionary(tasks.map { ($0.id, $0.label) }) { first, _ in first }
    var graves: [TaskID: Int] = [:]
    for case .dead(let task, let reason) in history.entries {
      let label = task.flatMap { labels[$0] } ?? "nothing"
      if let task { graves[task, default: 0] += 1 }
      guard let task, graves[task] == 1, mayDie(task, label, of: reason) else {
        report(.surplusDeadMessage, "\(label) \(task.map { "\($0)" } ?? ""), reason \(reason)")
        continue
      }
    }
    for task in tasks {
      let isPlanted = deathReason(of: task.label) != nil
      if (isPlanted || task.state == "dead") && task.state != "merged" && graves[task.id] == nil {
        report(.missingDeadMessage, "\(task.label) \(task.id), which is \(task.state)")
      }
    }
  }

  private func mayDie(_ task: TaskID, _ label: String, of reason: String) -> Bool {
    // Whoever is killed three times with the same task in hand has reason to suspect it.
    deathReason(of: label) == reason || (reason == "poison" && kills[task] ?? 0 >= 3)
  }

  private func deathReason(of label: String) -> String? {
    guard let order = orders[label] else { return nil }
    if order.isPoison == true { return "poison" }
    return order.failures ?? 0 >= attemptLimit ? "attempts" : nil
  }

  private mutating func checkRemains() {
    for entry in history.entries {
      switch entry {
      case .outbox(let id, let key): report(.outbox, "\(id) for \(key)")
      case .queue(let name, let ready, let unacked):
        if ready + unacked > 0 { report(.queue, "\(name): \(ready) ready, \(unacked) unacked") }
      case .drift(let run): report(.drift, "\(run)")
      default: continue
      }
    }
  }

  private static func orders(of plan: [PlannedRun]) -> [String: StormOrder] {
    let all = plan.flatMap { [$0.order] + ($0.order.children ?? []) }
    return Dictionary(all.map { ($0.label ?? "", $0) }) { first, _ in first }
  }
}
