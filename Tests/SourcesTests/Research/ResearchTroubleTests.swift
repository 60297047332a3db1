import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Sources

@Suite struct ResearchTroubleTests {
  private typealias Setting = ResearchSetting

  /// What the API answers to queries, and what is to come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: APIServer.Fault
    var code: SourceError.Code
    var failure: SourceFailure
    var requests = 1
    var retryAfter: Duration?
    var name: String

    init(
      _ name: String, _ fault: APIServer.Fault, _ code: SourceError.Code, _ failure: SourceFailure,
      requests: Int = 1, retryAfter: Duration? = nil
    ) {
      (self.name, self.fault, self.code, self.failure) = (name, fault, code, failure)
      (self.requests, self.retryAfter) = (requests, retryAfter)
    }

    init(
      _ status: Int, _ word: String, _ code: SourceError.Code, _ failure: SourceFailure, requests: Int = 1,
      rest: String? = nil, retryAfter: Duration? = nil
    ) {
      self.init(
        "\(status) \(word)", .answer(Setting.trouble(status, word, "why", rest: rest)), code, failure,
        requests: requests, retryAfter: retryAfter)
    }

    var testDescription: String { name }
  }

  static let cases = [
    // The token is renewed once.
    Case(401, "access_token_invalid", .misconfigured, .unauthorised, requests: 2),
    Case(401, "scope_not_authorized", .misconfigured, .forbidden),
    Case(401, "scope_permission_missed", .misconfigured, .forbidden),
    Case(400, "invalid_params", .refused, .refused),
    Case(429, "rate_limit_exceeded", .limited, .limited, requests: 4),
    Case(
      429, "rate_limit_exceeded", .limited, .limited, rest: "90", retryAfter: .seconds(90)),
    Case(429, "daily_quota_limit_exceeded", .limited, .limited, retryAfter: .seconds(43_200)),
    Case(500, "internal_error", .unavailable, .server, requests: 4),
    Case(503, "something_new", .unavailable, .server, requests: 4),
    Case(200, "something_new", .refused, .refused),
    Case(200, "internal_error", .unavailable, .server, requests: 4),
    Case("401 alone", .status(401), .misconfigured, .unauthorised, requests: 2),
    Case("403", .status(403), .refused, .forbidden),
    Case("404", .status(404), .misconfigured, .refused),
    Case(
      "503, a rest", .status(503, ["Retry-After": "9"]), .unavailable, .server, requests: 4,
      retryAfter: .seconds(9)),
    Case("silent", .silent, .unavailable, .timeout, requests: 4),
    Case("cut", .cut, .unavailable, .cut, requests: 4),
    Case("closed", .closed, .unavailable, .cut, requests: 4),
    Case("wrong JSON", .wrongJSON, .unavailable, .unreadable, requests: 4),
    Case("a page", .page, .unavailable, .unreadable, requests: 4),
    Case("no body", .emptyBody, .unavailable, .unreadable, requests: 4),
    Case("no data", .answer(.json("{}")), .unavailable, .unreadable, requests: 4),
    Case(
      "no list", .answer(Setting.answer(#"{"videos":5}"#)), .unavailable, .unreadable, requests: 4),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: cases)
  func `tells failures apart and takes each request from the quota`(row: Case) async throws {
    let setting = try Setting(timeout: row.fault.isSilent ? .seconds(1) : .seconds(30))
    try await setting.api.logIn()
    _ = setting.api.meter.take()
    setting.server.meetAlways(row.fault, at: Setting.videos)

    let error = await #expect(throws: SourceError.self) {
      try await setting.api.listing(of: .hashtag("dance"), after: nil)
    }

    #expect(error?.code == row.code)
    #expect(error?.retryAfter == row.retryAfter)
    let activity = setting.api.meter.take()
    #expect(activity.requests == row.requests + (row.failure == .unauthorised ? 1 : 0))
    #expect(activity.failures == (row.name == "404" ? [:] : [row.failure: row.requests]))
    let isSpent = row.name.contains("daily_quota")
    let left = setting.memory.take(0, of: setting.api.settings.quota, now: TestTime.day).left
    #expect(left == (isSpent ? 0 : 1_000 - row.requests))
  }

  @Test(.timeLimit(.minutes(1)))
  func `asks no more than the day's quota, whoever asks, until the next day`() async throws {
    let memory = BriefMemory()
    let two = try [1, 2].map { _ in
      try Setting(memory: memory, dailyRequests: 5) { _ in Setting.page([1]) }
    }
    func ask(_ setting: Setting) async -> SourceError? {
      let outcome = await Result { () async throws(SourceError) in
        try await setting.api.listing(of: .search("x"), after: nil)
      }
      return if case .failure(let error) = outcome { error } else { nil }
    }

    var errors: [SourceError?] = []
    for number in 0..<7 { errors.append(await ask(two[number % 2])) }
    let asked = two.map(\.queries.count)
    for setting in two { setting.time.pass(.seconds(43_200)) }
    let afterwards = await ask(two[0])

    #expect(errors.prefix(5).allSatisfy { $0 == nil })
    #expect(errors.suffix(2).allSatisfy { $0?.code == .limited && $0?.retryAfter == .seconds(43_200) })
    #expect(asked == [3, 2])
    // What was not sent is no request and has not failed; a token is asked for once by each, and another one the next day.
    let activity = two.map { $0.api.meter.take() }
    #expect(activity.map(\.requests) == [3 + 1 + 2, 2 + 1] && activity.allSatisfy { $0.failures.isEmpty })
    #expect(afterwards == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `keeps in mind for all that the API calls the quota spent`() async throws {
    let memory = BriefMemory()
    let two = try [1, 2].map { _ in try Setting(memory: memory) { _ in Setting.page([1]) } }
    two[0].server.meet(.answer(Setting.trouble(429, "daily_quota_limit_exceeded")), at: Setting.videos)

    for setting in two {
      let error = await #expect(throws: SourceError.self) {
        try await setting.api.listing(of: .search("x"), after: nil)
      }
      #expect(error?.code == .limited && error?.retryAfter == .seconds(43_200))
    }

    #expect(two.map(\.queries.count) == [1, 0])
  }

  @Test(.timeLimit(.minutes(1)))
  func `does not ask when the quota cannot be counted`() async throws {
    struct Broken: SourceMemory {
      struct Away: Error {}
      func take(_ amount: Int, of quota: Quota, now: Date) async throws -> QuotaGrant { throw Away() }
      func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) async throws -> QuotaGrant {
        throw Away()
      }
      func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) async throws {
        throw Away()
      }
      func note(_ name: String, of source: String, now: Date) async throws -> SourceNote? { throw Away() }
      func keep(_ note: SourceNote?, as name: String, of source: String) async throws { throw Away() }
      func add(_ activity: SourceActivity, of source: String, now: Date) async throws { throw Away() }
    }
    let setting = try Setting()
    let api = ResearchAPI(setting.api.settings, memory: Broken())

    let error = await #expect(throws: SourceError.self) {
      try await api.listing(of: .search("x"), after: nil)
    }

    #expect(error?.code == .unavailable)
    #expect(setting.queries.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `shows its secret and its token to nobody, even where the API repeats them`() async throws {
    let memory = KeepingMemory()
    let setting = try Setting()
    let echo = try APIServer { request in
      guard request.path != Setting.token || request.text.contains("grant_type") == false else {
        return .json(#"{"access_token":"clt.t0ken1","expires_in":7200}"#)
      }
      let said = "\(request.headers["authorization"] ?? "") \(Setting.secret)"
      return Setting.trouble(403, "scope_not_authorized", said)
    }
    var settings = setting.api.settings
    settings.url = echo.url
    let api = ResearchAPI(settings, memory: memory)

    let error = await #expect(throws: SourceError.self) {
      try await api.profile(try Handle("anna"))
    }
    let wrong = try APIServer {
      .json(#"{"error":"invalid_client","error_description":"\#($0.form["client_secret"] ?? "")"}"#)
    }
    settings.url = wrong.url
    let refused = await #expect(throws: SourceError.self) {
      try await ResearchAPI(settings, memory: memory).profile(try Handle("anna"))
    }

    var shown =
      memory.texts.joined() + "\(String(describing: error)) \(String(describing: refused)) \(settings)"
    dump(api, to: &shown)
    dump(settings, to: &shown)
    #expect(error?.message.contains("Bearer ***") == true && refused?.message.contains("***") == true)
    for secret in [Setting.secret, "clt.t0ken1"] { #expect(!shown.contains(secret)) }
  }
}

/// A memory that keeps everything that it is told, to be looked at.
final class KeepingMemory: SourceMemory {
  private let memory = BriefMemory()
  private let told = LockedTexts()

  var texts: [String] { told.all }

  func take(_ amount: Int, of quota: Quota, now: Date) -> QuotaGrant {
    told.add("\(quota)")
    return memory.take(amount, of: quota, now: now)
  }

  func reserve(_ amount: ClosedRange<Int>, of quota: Quota, now: Date) -> QuotaGrant {
    told.add("\(quota)")
    return memory.reserve(amount, of: quota, now: now)
  }

  func settle(_ reserved: Int, unused: Int, of quota: Quota, reservedAt: Date) {
    told.add("\(quota)")
    memory.settle(reserved, unused: unused, of: quota, reservedAt: reservedAt)
  }

  func note(_ name: String, of source: String, now: Date) -> SourceNote? {
    told.add(name + source)
    return memory.note(name, of: source, now: now)
  }

  func keep(_ note: SourceNote?, as name: String, of source: String) {
    told.add("\(String(describing: note)) \(name) \(source)")
    memory.keep(note, as: name, of: source)
  }

  func add(_ activity: SourceActivity, of source: String, now: Date) { told.add("\(activity) \(source)") }
}
