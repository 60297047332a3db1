import FoundationEssentials
import HTTP
import Models
import Synchronization
import TestKit
import Testing

@testable import Sources

/// What was read of a creator before something came between.
@Suite(.timeLimit(.minutes(1))) struct ResearchProgressTests {
  private typealias Setting = ResearchSetting

  private func setting(
    _ memory: BriefMemory, _ time: TestTime, before: @escaping @Sendable (Setting.Query) -> Void = { _ in }
  ) throws -> Setting {
    try Setting(memory: memory, time: time, user: #"{"video_count":3}"#, windowLimit: 3) { query in
      before(query)
      return #"{"videos":[\#(Setting.video(Int(query.end) ?? 0))],"has_more":false}"#
    }
  }

  @Test func `what was read is kept when whoever asked is cancelled`() async throws {
    let (memory, time, anna) = (BriefMemory(), TestTime(), try Handle("anna"))
    let asking = Mutex<Task<Scrape?, any Error>?>(nil)
    let first = try setting(memory, time) { query in
      if query.end == "20260208" { asking.withLock { $0?.cancel() } }
    }
    let api = ResearchAPI(
      first.api.settings, memory: StrictMemory(memory: memory), client: Client(), meter: SourceMeter(),
      timing: time.timing)
    let task = asking.withLock { asking in
      let task = Task { try await api.profile(anna) }
      asking = task
      return task
    }

    let error = await #expect(throws: SourceError.self) { try await task.value }
    let second = try setting(memory, time)
    let scrape = try await second.api.profile(anna)

    #expect(error?.code == .cancelled)
    #expect(second.server.requests(to: Setting.users).isEmpty && second.queries.count == 2)
    #expect(scrape?.videos.count == 3)
    #expect(scrape?.isGapless == false, "it is of two moments")
  }

  @Test(arguments: [("scope_not_authorized", true), ("invalid_params", false)])
  func `what was read is kept while credentials are wrong, and not where it cannot be gone on with`(
    code: String, isKept: Bool
  ) async throws {
    let (memory, time, anna) = (BriefMemory(), TestTime(), try Handle("anna"))
    let faulty = Mutex<APIServer?>(nil)
    let first = try setting(memory, time) { _ in
      faulty.withLock { $0?.meetAlways(.answer(Setting.trouble(401, code)), at: Setting.videos) }
    }
    faulty.withLock { $0 = first.server }

    _ = await #expect(throws: SourceError.self) { try await first.api.profile(anna) }
    let second = try setting(memory, time)
    _ = try await second.api.profile(anna)

    // One that was not begun before has nothing to be deleted; what was read of it is not kept either.
    #expect(second.server.requests(to: Setting.users).isEmpty == isKept)
  }

  @Test func `what was finished can be gone on with again for a while`() async throws {
    let (memory, time, anna) = (BriefMemory(), TestTime(), try Handle("anna"))
    let begun = try Setting(memory: memory, time: time, user: #"{"video_count":9}"#, dailyRequests: 2)
    _ = await #expect(throws: SourceError.self) { try await begun.api.profile(anna) }
    time.pass(.seconds(43_200))
    let (second, third) = (try setting(memory, time), try setting(memory, time))

    let result = try await second.api.profile(anna)
    let again = try await third.api.profile(anna)
    let asked = third.server.requests(to: Setting.users).count
    time.pass(.seconds(3_601))
    _ = try await third.api.profile(anna)

    #expect(again == result && asked == 0)
    #expect(third.server.requests(to: Setting.users).count == 1)
  }
}

/// One that does nothing for a task that was cancelled, as a database does.
private struct StrictMemory: SourceMemory {
  let memory: BriefMemory

  func take(_ amount: Int, of quota: Quota, now: Date) async throws -> QuotaGrant {
    try Task.checkCancellation()
    return memory.take(amount, of: quota, now: now)
  }

  func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) async throws -> QuotaGrant {
    try Task.checkCancellation()
    return memory.reserve(amount, of: quota, now: now)
  }

  func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) async throws {
    try Task.checkCancellation()
    memory.settle(reserved, unused: unused, of: quota, reservedAt: reservedAt)
  }

  func note(_ name: String, of source: String, now: Date) async throws -> SourceNote? {
    try Task.checkCancellation()
    return memory.note(name, of: source, now: now)
  }

  func keep(_ note: SourceNote?, as name: String, of source: String) async throws {
    try Task.checkCancellation()
    memory.keep(note, as: name, of: source)
  }

  func add(_ activity: SourceActivity, of source: String, now: Date) async throws {
    memory.add(activity, of: source, now: now)
  }
}
