import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(2))) struct InterleavingTests {
  @Test(arguments: 0..<8)
  func `whatever happens, the database stands where the reference does`(_: Int) async throws {
    let seed = UInt64.random(in: .min ... .max)
    try await withDatabase(migrated: true) { database in
      var world = World(database, seed: seed)
      for step in 0..<150 {
        let action = try await world.act()
        let differences = try await world.differences()
        #expect(differences == [], "seed \(seed), step \(step), \(action)")
        if !differences.isEmpty { return }
      }

      try await world.drain()

      #expect(try await world.differences() == [], "seed \(seed), at the end")
      #expect(world.reference.tasks.values.allSatisfy { !$0.isOpen }, "seed \(seed)")
      #expect(
        world.reference.runs.values.allSatisfy {
          $0.state != "open" && $0.completions == 1 && $0.remaining == 0
        },
        "seed \(seed)")
      #expect(world.reference.unborn.isEmpty, "seed \(seed)")
      #expect(try await world.story.store.drift().isEmpty, "seed \(seed)")
      let dead = world.reference.tasks.filter { $0.value.state == "dead" }.keys
      #expect(Set(dead).isSubset(of: world.reference.deaths.keys), "seed \(seed)")
    }
  }
}

/// A database and its reference, to which the same things happen.
private struct World {
  let story: Story
  var reference = Reference()
  var generator: SeededGenerator
  /// Messages that are, or were, on their way: nothing is forgotten, so that old ones come again.
  var messages: [Claim] = []
  var names: [TaskID: String] = [:]
  var startCount = 0

  init(_ database: TestDatabase, seed: UInt64) {
    story = Story(database)
    generator = SeededGenerator(seed: seed)
  }

  mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &generator) < part
  }

  mutating func differences() async throws -> [String] {
    let (state, names) = try await Reference.read(story.database)
    self.names = names
    reference.adopt(state.tasks)
    return reference.differences(to: state)
      + reference.unborn.map { "\($0.value) of \($0.key) missing" }
  }

  mutating func act() async throws -> String {
    switch Int.random(in: 0..<24, using: &generator) {
    case 0..<2: try await enqueue()
    case 2: try await admit()
    case 3..<8: try await start()
    case 8: try await heartbeat()
    case 9: try await expire()
    case 10: try await sweep()
    case 11: try await stop()
    case 12..<14: try await relay()
    case 14: try await lose()
    case 15: try await age()
    default: try await settle()
    }
  }

  mutating func subject() -> String { "s\(Int.random(in: 0..<4, using: &generator))" }

  mutating func enqueue() async throws -> String {
    let subjects = (0..<3).map { _ in subject() }
    let (answers, owed) = try await story.store.enqueue(subjects.map { Story.request($0) })
    for (subject, answer) in zip(subjects, answers) {
      #expect(answer.isMerged == (reference.openRun(subject) != nil))
      reference.enqueue(subject)
    }
    messages += try owed.claims()
    return "enqueue \(subjects)"
  }

  mutating func admit() async throws -> String {
    let subject = subject()
    let name: String? = chance(1, of: 4) ? nil : "m\(Int.random(in: 0..<6, using: &generator))"
    let message = try DirectMessage(
      Message(exchange: "jobs", routingKey: "job.ingest.norm", properties: .init(messageID: name), body: []))
    let admitted = try await story.store.admit(
      message, .init(runKind: "influencer", subject: subject, payload: JSON(text: "{}")), kind: .ingest,
      lane: .norm)
    switch admitted {
    case .task(let envelope): messages.append(Claim(id: envelope.id, fence: envelope.fence))
    case .owed(let owed, _): messages += try owed.claims()
    case .merged, .over: break
    }
    if let id = message.id { reference.admit("\(id)", subject) } else { reference.enqueue(subject) }
    return "admit \(name ?? "-") \(subject)"
  }

  /// Some messages, with doubles, old and new.
  mutating func some(_ kind: String? = nil) -> [Claim] {
    let fitting =
      kind.map { kind in messages.filter { reference.tasks[names[$0.id] ?? ""]?.kind == kind } } ?? messages
    guard !fitting.isEmpty else { return [] }
    let recent = fitting.suffix(12)
    return (0..<Int.random(in: 1...6, using: &generator)).compactMap { _ in
      (Bool.random(using: &generator)
        ? recent.randomElement(using: &generator) : fitting.randomElement(using: &generator))
    }
  }

  func named(_ claims: [Claim]) -> Set<Reference.Claim> {
    Set(claims.compactMap { claim in names[claim.id].map { .init(name: $0, fence: Int(claim.fence)) } })
  }

  mutating func start() async throws -> String {
    // Each id once: a worker starts what it was given, one by one.
    let claims = Dictionary(some().map { ($0.id, $0) }) { first, _ in first }.values.map { $0 }
    if chance(3, of: 4) { startCount += 1 }
    let owner = "owner \(startCount)"
    let started = try await story.store.start(claims, owner: owner, lease: .seconds(900))
    let wanted = reference.start(named(claims), owner: owner)
    #expect(Set(started.compactMap { names[$0.claim.id] }) == wanted)
    for start in started {
      let task = reference.tasks[names[start.claim.id] ?? ""]
      #expect(start.starts == task?.starts)
      #expect(start.stop?.rawValue == task?.run.flatMap { reference.runs[$0]?.stop })
    }
    messages += started.map(\.claim)
    return "start \(claims)"
  }

  mutating func heartbeat() async throws -> String {
    let claims = some()
    let alive = try await story.store.heartbeat(claims, lease: .seconds(900))
    #expect(Set(alive.compactMap { names[$0.id] }) == reference.heartbeat(named(claims)))
    return "heartbeat \(claims)"
  }

  mutating func expire() async throws -> String {
    let ids = messages.map(\.id).filter { _ in Bool.random(using: &generator) }
    try await story.database.execute(
      "update task set lease_until = now() - interval '1 s' where lease_until is not null and id = any(\(ids))"
    )
    for id in ids { reference.expireLease(names[id] ?? "") }
    return "expire"
  }

  mutating func sweep() async throws -> String {
    if chance(2, of: 3) {
      _ = try await story.store.rescue()
      reference.rescue()
    }
    messages += try await story.store.quarantine().owed.claims()
    reference.quarantine()
    let kind = JobKind.allCases.randomElement(using: &generator) ?? .ingest
    _ = try await story.store.wakeLost(kind, olderThan: .seconds(-60))
    reference.wakeLost(kind.rawValue)
    return "sweep \(kind)"
  }

  mutating func stop() async throws -> String {
    let runs = try await story.database.rows(
      "select id, subject || '#' || generation from run order by id", as: RunID.self, String.self)
    guard let (id, name) = runs.suffix(5).randomElement(using: &generator) else { return "stop nothing" }
    let reason: Stop = Bool.random(using: &generator) ? .cancelled : .expired
    let stopped = try await story.store.stop(id, as: reason)
    #expect(stopped.isOpen == (reference.runs[name]?.state == "open"))
    reference.stop(name, as: reason.rawValue)
    return "stop \(name) \(reason)"
  }

  /// Publishes some of what is owed, and now and then forgets to note it.
  mutating func relay() async throws -> String {
    try await story.database.execute("update outbox set due_at = now() - interval '1 s' where due_at > now()")
    let claimed = try await story.store.claimDue(limit: 6)
    messages += try claimed.claims()
    if chance(4, of: 5) { try await forget(claimed.map(\.id)) }
    return "relay \(claimed.count)"
  }

  /// Messages are lost: neither owed nor seen.
  mutating func lose() async throws -> String {
    let ids = try await story.database.rows("select id from outbox order by id", as: Int64.self)
    try await forget(ids.filter { _ in chance(1, of: 3) })
    return "lose"
  }

  private mutating func forget(_ ids: [Int64]) async throws {
    let debts = try await story.database.rows(
      """
      select o.task_id, r.subject || '#' || r.generation, coalesce((o.headers->>'fence')::int, 0)
      from outbox o left join run r on r.id = (o.headers->>'run')::uuid where o.id = any(\(ids))
      """, as: TaskID?.self, String?.self, Int.self)
    try await story.database.transaction { session in try JobStore.forgetPublished(ids, session) }
    for (task, run, fence) in debts {
      reference.forget(.init(name: task.flatMap { names[$0] } ?? "run.completed \(run ?? "")", fence: fence))
    }
  }

  mutating func age() async throws -> String {
    try await story.database.execute(
      "update task set finished_at = now() - interval '2 hours' where state = 'dead'")
    reference.letTheDeadAge()
    return "age"
  }

  // MARK: Settling

  mutating func settle() async throws -> String {
    let kind = JobKind.allCases.randomElement(using: &generator) ?? .ingest
    let verdicts: [Settlement.Verdict] =
      kind == .musicAnalysis
      ? [.succeeded, .succeeded, .dead, .retry, .release]
      : [.succeeded, .succeeded, .succeeded, .dead, .cancelled, .expired, .retry, .release]
    var verdict = verdicts[0]
    if chance(1, of: 2) { verdict = verdicts.randomElement(using: &generator) ?? verdict }
    let claims = some(kind.rawValue)
    let isGrowing = verdict == .succeeded && kind != .musicAnalysis && chance(3, of: 4)
    return try await settle(claims, verdict, growing: isGrowing ? growth() : nil)
  }

  private mutating func growth() -> Reference.Growth {
    Reference.Growth(
      children: (0..<Int.random(in: 0...3, using: &generator)).map { _ in JobKind.contentAnalysis.rawValue },
      shared: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
        "k\(Int.random(in: 0..<7, using: &generator))"
      },
      finale: chance(1, of: 2) ? JobKind.recommend.rawValue : nil)
  }

  private mutating func settle(
    _ claims: [Claim], _ verdict: Settlement.Verdict, growing growth: Reference.Growth? = nil
  ) async throws -> String {
    let owned = reference.own(named(claims))
    var growths: [Growth] = []
    if let growth {
      let followUp = FollowUp(
        children: growth.children.map { .init(JobKind(rawValue: $0) ?? .train, payload: JSON(text: "{}")) },
        shared: growth.shared.map { Story.shared($0) },
        finale: growth.finale.flatMap { JobKind(rawValue: $0) })
      let ids = Dictionary(names.map { ($1, $0) }) { first, _ in first }
      for name in owned {
        guard let id = ids[name] else { continue }
        let run = try await story.database.value("select run_id from task where id = \(id)", as: RunID.self)
        growths.append(Growth(task: id, run: run, followUp: followUp))
        reference.grow(name, growth)
      }
    }
    messages += try await story.settle(claims, verdict, growing: growths).owed.claims()
    reference.settle(owned.map { ($0, verdict.rawValue) })
    return "settle \(named(claims)) \(verdict) \(growth.map { "\($0)" } ?? "")"
  }

  /// Everything comes to its end, as it would when nobody asks for more.
  mutating func drain() async throws {
    for _ in 0..<40 {
      guard try await differences().isEmpty, reference.tasks.values.contains(where: \.isOpen) else { return }
      try await story.expireLeases()
      for name in reference.tasks.keys { reference.expireLease(name) }
      _ = try await sweep()
      _ = try await differences()
      for kind in JobKind.allCases {
        let claims = names.compactMap { id, name in
          reference.tasks[name].flatMap {
            $0.isOpen && $0.kind == kind.rawValue ? Claim(id: id, fence: Int64($0.fence)) : nil
          }
        }
        _ = try await settle(claims, .succeeded)
      }
    }
  }
}
