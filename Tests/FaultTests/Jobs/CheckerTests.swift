import Jobs
import Testing

@testable import StormWorker

/// Each promise that can be broken is broken in a history that is else without fault, and has to be found.
@Suite struct CheckerTests {
  private let run = RunID.make()
  private let root = TaskID.make()
  private let child = TaskID.make()
  private let poison = TaskID.make()
  private let shared = TaskID.make()
  private let finale = TaskID.make()

  /// A run of a root, a child, one that is planted to die, shared work and a finale; all as it should be.
  private var clean: History {
    var order = StormOrder("root")
    var planted = StormOrder("poison")
    planted.isPoison = true
    var failing = StormOrder("child")
    failing.failures = 1
    order.children = [failing, planted]
    order.shared = ["key"]
    order.hasFinale = true
    return History(
      [
        .planned(run: PlannedRun(subject: "a", order: order)), .accepted(subject: "a", run: run, task: nil),
        .run(row: .init(id: run, subject: "a", state: "partial", remaining: 0, completions: 1)),
        row(root, "root"), row(child, "child", attempt: 2), row(poison, "poison", "dead"),
        row(shared, "key", isShared: true), row(finale, "finale"),
      ] + [root, child, shared, finale].map { .effect(task: $0) } + [
        .dead(task: poison, reason: "poison"), .queue(name: "job.ingest.norm", ready: 0, unacked: 0),
        .told(run: run), .end,
      ])
  }

  private func row(
    _ id: TaskID, _ label: String, _ state: String = "succeeded", attempt: Int = 1, isShared: Bool = false
  ) -> History.Entry {
    .task(
      row: .init(
        id: id, run: isShared ? nil : run, label: label, state: state, attempt: attempt, isShared: isShared))
  }

  /// The history without some entries and with others before its end.
  private func doctored(
    without isGone: (History.Entry) -> Bool = { _ in false }, with entries: [History.Entry] = []
  ) -> Set<Violation.Rule> {
    var history = clean
    history.entries.removeAll(where: isGone)
    history.entries.insert(contentsOf: entries, at: history.entries.count - 1)
    return Set(Checker.violations(in: history).map(\.rule))
  }

  @Test func `nothing is found where nothing is wrong`() {
    #expect(Checker.violations(in: clean) == [])
  }

  @Test func `what was accepted and is not there is found`() {
    let run = doctored(with: [.accepted(subject: "a", run: .make(), task: nil)])
    let message = doctored(with: [.accepted(subject: "a", run: nil, task: .make())])

    #expect(run == [.lost] && message == [.lost])
  }

  @Test func `a task that is missing is found, whoever should have made it`() {
    for id in [root, child, shared, finale] {
      let rules = doctored(without: {
        if case .task(let row) = $0 { row.id == id } else { $0 == .effect(task: id) }
      })
      #expect(rules.contains(.missingTask), "\(id)")
    }
  }

  @Test func `a task that is there twice is found`() {
    let again = TaskID.make()

    #expect(doctored(with: [row(again, "child", attempt: 2), .effect(task: again)]) == [.doubledTask])
    #expect(doctored(with: [row(again, "key", isShared: true), .effect(task: again)]) == [.doubledTask])
  }

  @Test func `a task that nobody ordered is found`() {
    let stray = TaskID.make()
    let isFound = doctored(with: [row(stray, "stray"), .effect(task: stray)])

    #expect(isFound == [.unasked])
  }

  @Test(arguments: ["queued", "running"]) func `a task that is still open is found`(state: String) {
    let rules = doctored(
      without: { $0 == row(child, "child", attempt: 2) || $0 == .effect(task: child) },
      with: [row(child, "child", state)])

    #expect(rules == [.openTask])
  }

  @Test func `effects are to be as many as the tasks that succeeded`() {
    #expect(doctored(without: { $0 == .effect(task: child) }) == [.missingEffect])
    #expect(doctored(with: [.effect(task: child)]) == [.surplusEffect])
    #expect(doctored(with: [.effect(task: poison)]) == [.surplusEffect])
    #expect(doctored(with: [.effect(task: .make())]) == [.surplusEffect])
  }

  @Test(arguments: [1, 3]) func `attempts are to be as many as the order's failures and one`(attempt: Int) {
    let rules = doctored(
      without: { $0 == row(child, "child", attempt: 2) }, with: [row(child, "child", attempt: attempt)])

    #expect(rules == [.attempts])
  }

  @Test(arguments: [
    ("partial", 0, 0, Violation.Rule.completions), ("partial", 0, 2, .completions),
    ("partial", 1, 1, .completions), ("complete", 0, 1, .runState), ("open", 0, 1, .runState),
  ])
  func `a run that did not end just once, as its tasks did, is found`(
    state: String, remaining: Int, completions: Int, rule: Violation.Rule
  ) {
    let rules = doctored(
      without: { if case .run = $0 { true } else { false } },
      with: [
        .run(row: .init(id: run, subject: "a", state: state, remaining: remaining, completions: completions))
      ])

    #expect(rules == [rule])
  }

  @Test func `a run that nobody asked for is found`() {
    let stray = RunID.make()
    let rules = doctored(with: [
      .run(row: .init(id: stray, subject: "b", state: "complete", remaining: 0, completions: 1)),
      .told(run: stray),
    ])

    #expect(rules == [.unasked])
  }

  @Test func `an end that nobody was told of is found`() {
    #expect(doctored(without: { $0 == .told(run: run) }) == [.untold])
  }

  @Test func `what is left somewhere is found`() {
    #expect(doctored(with: [.outbox(id: 1, key: "job.ingest.norm")]) == [.outbox])
    #expect(doctored(with: [.queue(name: "q", ready: 1, unacked: 0)]) == [.queue])
    #expect(doctored(with: [.queue(name: "q", ready: 0, unacked: 1)]) == [.queue])
    #expect(doctored(with: [.drift(run: run)]) == [.drift])
  }

  @Test func `dead messages are to be just those that were planted`() {
    let isOf = { (id: TaskID, entry: History.Entry) in
      if case .dead(let task, _) = entry { task == id } else { false }
    }

    #expect(doctored(without: { isOf(poison, $0) }) == [.missingDeadMessage])
    #expect(doctored(with: [.dead(task: poison, reason: "poison")]) == [.surplusDeadMessage])
    #expect(doctored(with: [.dead(task: child, reason: "attempts")]) == [.surplusDeadMessage])
    #expect(doctored(with: [.dead(task: nil, reason: "malformed")]) == [.surplusDeadMessage])
    let other = doctored(without: { isOf(poison, $0) }, with: [.dead(task: poison, reason: "attempts")])
    #expect(other == [.surplusDeadMessage])
  }

  @Test(arguments: [2, 3]) func `who was killed three times with a task in hand may suspect it`(kills: Int) {
    let rules = doctored(
      without: { $0 == row(child, "child", attempt: 2) || $0 == .effect(task: child) },
      with: (1...Int32(kills)).flatMap { pid -> [History.Entry] in
        [.began(task: child, pid: pid), .killed(pid: pid, role: "worker")]
      } + [row(child, "child", "dead"), .dead(task: child, reason: "poison")])

    #expect(rules == (kills < 3 ? [.surplusDeadMessage] : []))
  }

  @Test func `a history that breaks off is found, and reads as it was written`() throws {
    #expect(doctored(without: { $0 == .end }).contains(.truncated))
  }
}
