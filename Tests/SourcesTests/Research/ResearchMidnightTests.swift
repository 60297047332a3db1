import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

/// What changes at midnight.
@Suite(.timeLimit(.minutes(1))) struct ResearchMidnightTests {
  private typealias Setting = ResearchSetting
  /// From noon on.
  private static let untilMidnight = Duration.seconds(43_200)

  @Test(arguments: [(0.5, false), (599.0, false), (600.0, true)])
  func `a day that has just begun is not taken for spent`(second: Double, isSpent: Bool) async throws {
    let setting = try Setting()
    setting.time.pass(Self.untilMidnight + .seconds(second))
    setting.server.meet(.answer(Setting.trouble(429, "daily_quota_limit_exceeded")), at: Setting.videos)

    let error = await #expect(throws: SourceError.self) {
      try await setting.api.listing(of: .search("x"), after: nil)
    }

    #expect(error?.code == .limited)
    #expect(error?.retryAfter == .seconds(isSpent ? 86_400 - second : 60))
    let now = setting.time.timing.now()
    let left = setting.memory.take(0, of: setting.api.settings.quota, now: now).left
    #expect(left == (isSpent ? 0 : 999))
  }

  @Test func `a request that was begun before midnight tells of the day before`() async throws {
    let (memory, time, limit) = (BriefMemory(), TestTime(), Quota("research", "requests", limit: 100))
    let quota = ResearchQuota(limit, memory: memory, now: time.timing.now)
    time.pass(Self.untilMidnight - .seconds(5))
    let begun = time.timing.now()
    time.pass(.seconds(3_600))

    quota.exceed(begunAt: begun)
    await quota.settle()

    #expect(memory.take(0, of: limit, now: begun).left == 0)
    #expect(memory.take(0, of: limit, now: time.timing.now()).left == 100)
    #expect(ResearchDay.rest(afterRequestAt: begun, now: time.timing.now()) == .seconds(60))
  }

  @Test func `what was set aside before midnight is not for requests after it`() async throws {
    let (memory, time, limit) = (BriefMemory(), TestTime(), Quota("research", "requests", limit: 100))
    let quota = ResearchQuota(limit, memory: memory, now: time.timing.now)
    let reservation = try await quota.reserve(5...5)

    let before = await reservation.take()
    time.pass(Self.untilMidnight)
    let after = await reservation.take()
    await reservation.settle()

    #expect(before == nil && after == nil)
    #expect(memory.take(0, of: limit, now: TestTime.day).left == 99)
    #expect(memory.take(0, of: limit, now: time.timing.now()).left == 99)
  }
}
