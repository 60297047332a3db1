import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

/// Few requests a day, and more creators than they are enough for.
@Suite(.timeLimit(.minutes(1))) struct ResearchQuotaTests {
  private typealias Setting = ResearchSetting

  /// What a creator costs, how much may be set aside for one, and how many a day's requests are enough for.
  struct Case: Sendable {
    var user = "{}"
    var windows: Int
    var requests: Int
    var creators: Int
  }

  @Test(arguments: [
    // As many as are set aside: the profile and two pages.
    Case(windows: 2, requests: 9, creators: 3),
    // Fewer than that: the profile and one page, which has all posts.
    Case(user: #"{"video_count":1}"#, windows: 6, requests: 6, creators: 3),
    Case(user: #"{"video_count":1}"#, windows: 6, requests: 7, creators: 3),
    Case(windows: 3, requests: 4, creators: 1),
  ])
  func `as many creators are finished a day as its requests are enough for, by two workers`(
    row: Case
  ) async throws {
    let (memory, time) = (BriefMemory(), TestTime())
    let workers = try (0..<2).map { _ in
      try Setting(
        memory: memory, time: time, user: row.user, windowLimit: row.windows, dailyRequests: row.requests
      ) { query in #"{"videos":[\#(Setting.video(Int(query.end) ?? 0, by: query.value))],"has_more":false}"# }
    }
    var days = Days(time, try (0..<(row.creators * 3)).map { try Handle("a\($0)") })

    while !days.waiting.isEmpty, days.number < 5 { await days.work(workers.map(\.api)) }

    #expect(days.finished == [0: row.creators, 1: row.creators, 2: row.creators])
    let users = workers.map { $0.server.requests(to: Setting.users).count }.reduce(0, +)
    #expect(users <= row.creators * 3 + 2, "hardly anybody is asked for twice")
  }

  @Test func `a creator who costs more than a day has is gone on with the next day`() async throws {
    let (memory, time) = (BriefMemory(), TestTime())
    func worker() throws -> Setting {
      try Setting(memory: memory, time: time, user: #"{"video_count":9}"#, windowLimit: 4, dailyRequests: 2) {
        #"{"videos":[\#(Setting.video(Int($0.end) ?? 0))],"has_more":false}"#
      }
    }
    let (first, second) = (try worker(), try worker())
    let anna = try Handle("anna")

    let error = await #expect(throws: SourceError.self) { try await first.api.profile(anna) }
    time.pass(.seconds(43_200))
    _ = await #expect(throws: SourceError.self) { try await second.api.profile(anna) }
    time.pass(.seconds(86_400))
    let scrape = try await second.api.profile(anna)

    #expect(error?.code == .limited && error?.retryAfter == .seconds(43_200))
    #expect(scrape?.videos.count == 4 && scrape?.author.counts.videos == 9)
    #expect(scrape?.takenAt == TestTime.day, "the profile is as old as it is")
    #expect(first.server.requests(to: Setting.users).count == 1)
    #expect(second.server.requests(to: Setting.users).isEmpty && second.queries.count == 3)
    time.pass(.seconds(86_400))
    _ = await #expect(throws: SourceError.self) { try await second.api.profile(anna) }
    #expect(second.server.requests(to: Setting.users).count == 1, "what is finished is forgotten")
  }

  @Test func `what was set aside for a creator and not used is there for others`() async throws {
    let setting = try Setting(user: #"{"video_count":0}"#, dailyRequests: 100)
    let quota = setting.api.settings.quota

    _ = try await setting.api.profile(try Handle("anna"))

    let grant = setting.memory.take(0, of: quota, now: TestTime.day)
    #expect(grant.left == 99 && grant.reserved == 0)
  }

  @Test func `nothing is given back of a day of which the API says that it is spent`() async throws {
    let setting = try Setting(dailyRequests: 100)
    setting.server.meet(.answer(Setting.trouble(429, "daily_quota_limit_exceeded")), at: Setting.videos)

    _ = await #expect(throws: SourceError.self) { try await setting.api.profile(try Handle("anna")) }

    let grant = setting.memory.take(0, of: setting.api.settings.quota, now: TestTime.day)
    #expect(grant.left == 0 && grant.reserved == 0)
  }
}

/// Creators who wait for their turn, by a clock that only waiting moves.
private struct Days {
  let time: TestTime
  private(set) var waiting: [Handle: Date]
  /// How many were finished, by the number of the day.
  private(set) var finished: [Int: Int] = [:]

  init(_ time: TestTime, _ handles: [Handle]) {
    self.time = time
    waiting = Dictionary(handles.map { ($0, .distantPast) }) { $1 }
  }

  var number: Int { day(time.timing.now()) - day(TestTime.day) }

  private func day(_ date: Date) -> Int { Int(date.timeIntervalSince1970 / 86_400) }

  /// Asks for all that are due, four at a time at each worker, and waits for the next when there are none.
  mutating func work(_ workers: [ResearchAPI]) async {
    let now = time.timing.now()
    let due = waiting.filter { $0.value <= now }.keys.sorted { $0.name < $1.name }.prefix(4 * workers.count)
    guard !due.isEmpty else {
      let next = waiting.values.min() ?? now
      return time.pass(.seconds(next.timeIntervalSince(now)))
    }
    await withTaskGroup(of: (Handle, SourceError?).self) { group in
      for (place, handle) in due.enumerated() {
        let worker = workers[place % workers.count]
        group.addTask {
          do throws(SourceError) {
            _ = try await worker.profile(handle)
            return (handle, nil)
          } catch { return (handle, error) }
        }
      }
      for await (handle, error) in group {
        waiting[handle] = error.map { now.addingTimeInterval(($0.retryAfter ?? .seconds(1)) / .seconds(1)) }
        if error == nil { finished[number, default: 0] += 1 }
      }
    }
  }
}
