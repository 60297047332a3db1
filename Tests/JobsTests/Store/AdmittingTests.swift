import FoundationEssentials
import Messaging
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite(.needsPostgres, .timeLimit(.minutes(1))) struct AdmittingTests {
  private func message(_ id: String?) throws -> DirectMessage {
    try DirectMessage(
      Message(exchange: "jobs", routingKey: "job.ingest.norm", properties: .init(messageID: id), body: []))
  }

  private func admit(
    _ story: Story, _ id: String?, _ subject: String, payload: String = "{}"
  ) async throws -> Admitted {
    try await story.store.admit(
      try message(id), .init(runKind: "influencer", subject: subject, payload: JSON(text: payload)),
      kind: .ingest, lane: .norm)
  }

  /// What no compression makes short enough for an index.
  private static func noise(count: Int) -> String {
    var generator = SeededGenerator(seed: 1)
    return String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &generator) ?? "0" })
  }

  @Test func `copies of one message at once are one task`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)

      let answers = try await withThrowingTaskGroup(of: Admitted.self) { group in
        for index in 0..<40 { group.addTask { try await admit(story, "mine", "s\(index % 3)") } }
        return try await group.reduce(into: [Admitted]()) { $0.append($1) }
      }

      let ids = answers.compactMap { if case .task(let envelope) = $0 { envelope.id } else { nil } }
      #expect(ids.count == 40)
      #expect(Set(ids) == [TaskID(named: "mine")])
      let counts = try await database.pool.value(
        "select (select count(*) from run) * 1000 + (select count(*) from task)", as: Int.self)
      #expect(counts == 1_001)
    }
  }

  @Test func `requests for one subject at once are one run, and each id ends once`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)

      let answers = try await withThrowingTaskGroup(of: Admitted.self) { group in
        for index in 0..<30 {
          group.addTask { try await admit(story, index % 3 == 0 ? nil : "id \(index)", "s") }
        }
        return try await group.reduce(into: [Admitted]()) { $0.append($1) }
      }

      let merged = answers.filter { if case .merged = $0 { true } else { false } }
      #expect(merged.count == 29)
      #expect(try await database.pool.value("select count(*) from run", as: Int.self) == 1)
      #expect(try await story.store.drift().isEmpty)
    }
  }

  @Test func `a request meets the end of the run that it would be merged into`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      var claim = try await story.begin("s").root
      for round in 0..<25 {
        let old = claim
        async let ended = story.settle([old])
        async let admitted = admit(story, "round \(round)", "s")
        let id = TaskID(named: "round \(round)")
        let (end, answer) = try await (ended, admitted)
        #expect(end.runs.map(\.state) == [.complete])
        if case .task = answer {
          claim = Claim(id: id, fence: 0)
        } else {
          #expect(try await story.state(of: id) == "merged")
          claim = try await story.begin("s").root
        }
      }
      #expect(try await story.store.drift().isEmpty)
      #expect(
        try await database.pool.value("select count(*) from run where state = 'open'", as: Int.self) == 1)
    }
  }

  @Test func `only what its own message began is woken by it`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      guard case .task(let envelope) = try await admit(story, "m", "s") else {
        Issue.record("not admitted")
        return
      }
      let claim = Claim(id: envelope.id, fence: 0)
      try await story.settle([claim], .retry)
      guard case .over = try await admit(story, "m", "s") else {
        Issue.record("woken by an old message")
        return
      }
      try await story.settle([Claim(id: claim.id, fence: 1)])
      guard case .over = try await admit(story, "m", "s") else {
        Issue.record("woken after its end")
        return
      }
    }
  }

  @Test(arguments: [#"{"a":"\u0000"}"#, "{\"a\":\"\0\"}", "", "nonsense", #"{"a":"\ud800"}"#])
  func `a body that cannot be kept is refused for good`(payload: String) async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)

      let failure = await #expect(throws: StorageError.self) {
        _ = try await admit(story, "m", "s", payload: payload)
      }

      #expect(failure?.code == .statement)
      #expect(failure?.isRetriable == false)
      let runs = try await database.pool.value("select count(*) from run", as: Int.self)
      #expect(runs == 0)
    }
  }

  @Test(arguments: ["nul \0", AdmittingTests.noise(count: 20_000)])
  fileprivate func `a subject that cannot be kept is refused for good`(subject: String) async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)

      let failure = await #expect(throws: StorageError.self) { _ = try await admit(story, "m", subject) }

      #expect(failure?.isRetriable == false)
    }
  }

  @Test func `a large body is kept`() async throws {
    try await withDatabase(migrated: true) { database in
      let story = Story(database)
      let text = String(repeating: "0123456789", count: 200_000)

      _ = try await admit(story, nil, "s", payload: #"{"a":"\#(text)"}"#)

      let due = try await database.pool.value("select length(body->>'a') from outbox", as: Int.self)
      #expect(due == text.count)
    }
  }
}
