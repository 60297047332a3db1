import FoundationEssentials
import Jobs
import Messaging
import Storage
import Testing

private struct Handle: JobInput, Decodable {
  var handle: String
}

/// Leads to a task per video and to shared work per track.
private struct Ingest: Handler {
  let kind = JobKind.ingest
  var tracks = ["t1", "t2"]

  func handle(_ job: Job<Handle>) async throws -> Outcome<String> {
    .done(
      job.input.handle,
      FollowUp(
        children: [.init(.contentAnalysis, payload: JSON(text: "{}"))],
        shared: tracks.map { .init(.musicAnalysis, key: $0, payload: JSON(text: "{}")) }, finale: .recommend))
  }

  func store(_ results: [Finished<String>], _ session: Session) throws {}
}

private struct Plain: Handler {
  let kind: JobKind
  var body: @Sendable (Job<NoInput>) async throws -> Outcome<Void> = { _ in .done }
  func handle(_ job: Job<NoInput>) async throws -> Outcome<Void> { try await body(job) }
}

@Suite struct InlineJobsTests {
  private func jobs() -> InlineJobs {
    let jobs = InlineJobs()
    jobs.register(Ingest())
    for kind in [JobKind.contentAnalysis, .musicAnalysis, .recommend] { jobs.register(Plain(kind: kind)) }
    return jobs
  }

  @Test func `a handle leads to its analyses and then to its recommendation`() async throws {
    let jobs = jobs()
    let run = jobs.enqueue(.ingest, subject: "a", payload: JSON(text: #"{"handle":"@a"}"#))

    try await jobs.finish()

    #expect(jobs.runState(run) == .complete)
    #expect(
      jobs.tasks.map(\.kind.rawValue) == [
        "ingest", "content-analysis", "music-analysis", "music-analysis", "recommend",
      ])
    #expect(jobs.tasks.first?.result as? String == "@a")
  }

  @Test func `shared work is done once for two runs`() async throws {
    let jobs = jobs()
    let runs = ["a", "b"].map { jobs.enqueue(.ingest, subject: $0, payload: JSON(text: #"{"handle":"@x"}"#)) }

    try await jobs.finish()

    #expect(runs.map { jobs.runState($0) } == [.complete, .complete])
    #expect(jobs.tasks.count { $0.kind == .musicAnalysis } == 2)
  }

  @Test func `retries wait by a clock that costs no time`() async throws {
    let jobs = InlineJobs()
    let start = jobs.now
    jobs.register(
      Plain(kind: .train) { job in
        job.attempt < 3 ? .retry(after: .seconds(3_600), because: "not yet") : .done
      })
    let run = jobs.enqueue(.train, payload: JSON(text: "{}"))

    try await jobs.finish()

    #expect(jobs.runState(run) == .complete)
    #expect(jobs.now.timeIntervalSince(start) == 7_200)
    #expect(jobs.tasks.map(\.attempt) == [3])
  }

  @Test func `a handler that sleeps moves the clock`() async throws {
    let jobs = InlineJobs()
    let start = jobs.now
    jobs.register(
      Plain(kind: .train) { job in
        try await job.sleep(for: .seconds(60))
        return job.now.timeIntervalSince(job.enqueuedAt ?? job.now) == 60 ? .done : .discard(because: "clock")
      })
    let run = jobs.enqueue(.train, payload: JSON(text: "{}"))

    try await jobs.finish()

    #expect(jobs.runState(run) == .complete)
    #expect(jobs.now.timeIntervalSince(start) == 60)
  }

  @Test func `a body that cannot be read dies at once and says what is missing`() async throws {
    let jobs = jobs()
    let run = jobs.enqueue(.ingest, payload: JSON(text: "{}"))

    try await jobs.finish()

    #expect(jobs.runState(run) == .failed)
    #expect(jobs.dead.map(\.error) == [#"the body is not what ingest takes: "handle" is missing"#])
    #expect(jobs.dead.map(\.attempt) == [1])
  }

  @Test func `a run without one of its analyses is partial and still recommends`() async throws {
    let jobs = jobs()
    jobs.register(Plain(kind: .contentAnalysis) { _ in .discard(because: "no picture") })
    let run = jobs.enqueue(.ingest, payload: JSON(text: #"{"handle":"@a"}"#))

    try await jobs.finish()

    #expect(jobs.runState(run) == .partial)
    #expect(jobs.tasks.contains { $0.kind == .recommend && $0.state == .succeeded })
  }

  @Test func `a kind without a handler is named`() async throws {
    let jobs = InlineJobs()
    jobs.enqueue(.train, payload: JSON(text: "{}"))

    await #expect(throws: (any Error).self) { try await jobs.finish() }
  }
}
