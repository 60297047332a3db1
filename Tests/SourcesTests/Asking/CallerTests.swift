import HTTP
import Models
import Synchronization
import TestKit
import Testing

@testable import Sources

@Suite struct CallerTests {
  /// What an API does, and what is to come of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var fault: APIServer.Fault
    /// Nil where the answer is that there is no such thing.
    var code: SourceError.Code?
    var failure: SourceFailure?
    var requests = 1
    /// Each at least so long.
    var waits: Duration = .zero
    var retryAfter: Duration?

    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "400", fault: .status(400), code: .refused, failure: .refused),
    Case(name: "401", fault: .status(401), code: .misconfigured, failure: .unauthorised),
    Case(name: "403", fault: .status(403), code: .refused, failure: .forbidden),
    Case(name: "404", fault: .status(404), code: nil, failure: nil),
    Case(name: "302", fault: .status(302, ["Location": "/x"]), code: .refused, failure: .refused),
    Case(name: "429", fault: .status(429), code: .limited, failure: .limited, requests: 4),
    Case(
      name: "429, a short rest", fault: .status(429, ["Retry-After": "7"]), code: .limited, failure: .limited,
      requests: 4, waits: .seconds(7), retryAfter: .seconds(7)),
    Case(
      name: "429, a long rest", fault: .status(429, ["Retry-After": "3600"]), code: .limited,
      failure: .limited,
      retryAfter: .seconds(3_600)),
    Case(
      name: "429 until a date", fault: .status(429, ["Retry-After": "Tue, 10 Mar 2026 12:30:00 GMT"]),
      code: .limited, failure: .limited, retryAfter: .seconds(1_800)),
    Case(
      name: "429, an odd rest", fault: .status(429, ["Retry-After": "-5 soon"]), code: .limited,
      failure: .limited, requests: 4),
    Case(name: "500", fault: .status(500), code: .unavailable, failure: .server, requests: 4),
    Case(
      name: "503, a rest", fault: .status(503, ["Retry-After": "5"]), code: .unavailable, failure: .server,
      requests: 4, waits: .seconds(5), retryAfter: .seconds(5)),
    Case(name: "silent", fault: .silent, code: .unavailable, failure: .timeout, requests: 4),
    Case(name: "cut", fault: .cut, code: .unavailable, failure: .cut, requests: 4),
    Case(name: "closed", fault: .closed, code: .unavailable, failure: .cut, requests: 4),
    Case(name: "reset", fault: .reset, code: .unavailable, failure: .cut, requests: 4),
    Case(name: "wrong JSON", fault: .wrongJSON, code: .unavailable, failure: .unreadable, requests: 4),
    Case(name: "a page", fault: .page, code: .unavailable, failure: .unreadable, requests: 4),
    Case(name: "no body", fault: .emptyBody, code: .unavailable, failure: .unreadable, requests: 4),
    Case(
      name: "too large", fault: .answer(.json("[\(String(repeating: "1,", count: 9_000))1]")),
      code: .unreadable, failure: .unreadable),
  ]

  private struct Setting {
    let server: APIServer
    let time = TestTime()
    let caller: Caller

    /// A patient one waits for slow answers, which on a busy machine all are.
    init(_ settings: Caller.Settings = Caller.Settings(), isPatient: Bool = true) throws {
      server = try APIServer { _ in .json(#"{"answer":42}"#) }
      let client = Client(
        ClientSettings(timeout: isPatient ? .seconds(30) : .milliseconds(500), bodyLimit: 16_384))
      caller = Caller(
        source: "api", client: client, meter: SourceMeter(), settings: settings, timing: time.timing)
    }

    func ask() async throws(SourceError) -> Int64? {
      let request = ClientRequest(.get, "\(server.url)/x")
      let answer = try await caller.ask(request) { response throws(Unreadable) in
        try Value.document(response.body)["answer"].counter
      }
      return answer ?? nil
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: cases)
  func `tells failures apart, asks again where that may help, and counts`(row: Case) async throws {
    let setting = try Setting(isPatient: !row.fault.isSilent)
    setting.server.meetAlways(row.fault)

    var answer: Int64? = 0
    var error: SourceError?
    do { answer = try await setting.ask() } catch let thrown { error = thrown }

    #expect(error?.code == row.code)
    #expect(row.code != nil || answer == nil)
    #expect(error?.retryAfter == row.retryAfter)
    #expect(setting.server.requests.count == row.requests || row.fault.isSilent)
    let waits = setting.time.waits
    #expect(waits.count == row.requests - 1 && waits.allSatisfy { $0 >= row.waits })
    let activity = setting.caller.meter.take()
    #expect(activity.requests == row.requests)
    #expect(activity.failures == (row.failure.map { [$0: row.requests] } ?? [:]))
  }

  @Test(.timeLimit(.minutes(1)), arguments: cases.filter { $0.requests > 1 && !$0.fault.isSilent })
  func `gets over what passes`(row: Case) async throws {
    let setting = try Setting()
    setting.server.meet(row.fault)

    let answer = try await setting.ask()

    #expect(answer == 42)
    #expect(setting.server.requests.count == 2)
    #expect(setting.caller.meter.take().failures.values.reduce(0, +) == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `says that nobody is there`() async throws {
    let setting = try Setting()
    setting.server.stop()

    let error = await #expect(throws: SourceError.self) { try await setting.ask() }

    #expect(error?.code == .unavailable)
    #expect(setting.caller.meter.take().failures == [.unreachable: 4])
  }

  @Test(.timeLimit(.minutes(1)))
  func `is cancelled in the middle of a request, which is no failure of the source`() async throws {
    let setting = try Setting()
    let gate = Gate()
    setting.server.meet(.held(gate))

    let task = Task { await Result { () async throws(SourceError) in try await setting.ask() } }
    await gate.someoneWaits()
    task.cancel()
    let outcome = await task.value
    gate.open()

    #expect(throws: SourceError(.cancelled, "asking api was cancelled")) { try outcome.get() }
    #expect(setting.caller.meter.take() == SourceActivity(requests: 1))
  }

  @Test(.timeLimit(.minutes(1)))
  func `sends nothing once it is cancelled`() async throws {
    let setting = try Setting()

    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await Result { () async throws(SourceError) in try await setting.ask() }
    }
    task.cancel()
    let outcome = await task.value

    #expect(throws: SourceError(.cancelled, "asking api was cancelled")) { try outcome.get() }
    #expect(setting.server.requests.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `leaves an API alone for as long as it asked, for all who ask`() async throws {
    let setting = try Setting()
    setting.server.meet(.status(429, ["Retry-After": "600"]))

    let first = await #expect(throws: SourceError.self) { try await setting.ask() }
    setting.time.pass(.seconds(60))
    let second = await #expect(throws: SourceError.self) { try await setting.ask() }
    setting.time.pass(.seconds(530))
    let third = try await setting.ask()

    #expect(first?.retryAfter == .seconds(600))
    #expect(second?.code == .limited && second?.retryAfter == .seconds(540))
    #expect(third == 42)
    // What was left of the rest is short enough to be waited for.
    #expect(setting.time.waits == [.seconds(10)])
    #expect(setting.server.requests.count == 2)
  }

  @Test(.timeLimit(.minutes(1)))
  func `tries after an hour, however long it was told to wait`() async throws {
    let setting = try Setting()
    setting.server.meet(.status(429, ["Retry-After": "99999999999999"]))

    let error = await #expect(throws: SourceError.self) { try await setting.ask() }
    setting.time.pass(.seconds(3_601))
    let answer = try await setting.ask()

    #expect(error?.retryAfter == .seconds(31_536_000))
    #expect(answer == 42)
  }

  @Test(.timeLimit(.minutes(1)))
  func `keeps its pace`() async throws {
    var settings = Caller.Settings()
    settings.requestsPerSecond = 4
    let setting = try Setting(settings)

    for _ in 1...5 { _ = try await setting.ask() }

    #expect(setting.time.waits == Array(repeating: .milliseconds(250), count: 4))
  }

  @Test(.timeLimit(.minutes(1)))
  func `who waits for a turn while the API asks to be left alone waits for the end of that`() async throws {
    let server = try APIServer { _ in .json("{}") }
    let time = TestTime()
    let other = Mutex<Caller?>(nil)
    var timing = time.timing
    timing.sleep = { duration in
      // While the first waits for its turn, another is told to leave the API alone.
      if let caller = other.withLock({ $0.take() }) { _ = try? await Self.ask(caller, server) }
      try await time.timing.sleep(duration)
    }
    var settings = Caller.Settings()
    settings.requestsPerSecond = 1
    settings.attempts = 1
    let caller = Caller(
      source: "api", client: Client(), meter: SourceMeter(), settings: settings, timing: timing)

    try await Self.ask(caller, server)
    server.meet(.status(429, ["Retry-After": "15"]))
    other.withLock { $0 = caller }
    try await Self.ask(caller, server)

    #expect(time.waits == [.seconds(2), .seconds(1), .seconds(14)])
    #expect(server.requests.count == 3)
  }

  private static func ask(_ caller: Caller, _ server: APIServer) async throws(SourceError) {
    _ = try await caller.ask(ClientRequest(.get, "\(server.url)/x")) { _ throws(Unreadable) in 0 }
  }

  @Test func `those who ask while an API wants to be left alone go one after the other at the end of that`() {
    let pace = Pace(perSecond: 2)
    let now = ContinuousClock.now

    pace.hold(for: .seconds(10), now: now)
    let waits = (0..<3).map { _ in pace.next(now: now + .seconds(1)) }

    #expect(waits == [.seconds(9), .milliseconds(9_500), .seconds(10)])
    #expect(pace.held(now: now + .seconds(1)) == .seconds(9))
  }

  @Test(.timeLimit(.minutes(1)))
  func `shows in its messages what the API says, but no secret that it repeats`() async throws {
    let setting = try Setting()
    let echo = try APIServer { request in
      APIAnswer(403, [:], "no:\n\(request.headers["authorization"] ?? "") \(request.text) \(request.query)")
    }
    var request = ClientRequest.form(
      "\(echo.url)/x", [("client_secret", "s3cret/&?"), ("other", String(repeating: "z", count: 300))])
    request.headers["Authorization"] = "Bearer t0ken-1234567890"
    var question = Question(request)
    question.secrets = ["s3cret/&?"]

    let outcome = await setting.caller.outcome(question) { response throws(Unreadable) in response.text }

    let error = #expect(throws: Trouble.self) { try outcome.get() }
    let message = error?.error.message ?? ""
    #expect(message.hasPrefix("api answers 403: no: Bearer *** client_secret=***&other=zzz"))
    #expect(message.count < 250)
  }

  @Test func `writes base64 as others do`() {
    #expect(Base64.encoded("") == "")
    #expect(
      ["f", "fo", "foo", "foob", "Aladdin:open sesame"].map(Base64.encoded) == [
        "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
      ])
  }
  @Test(.timeLimit(.minutes(1)))
  func `tells of each wait before it asks again`() async throws {
    let setting = try Setting()
    setting.server.meetAlways(.status(503, ["Retry-After": "5"]))
    let waits = Mutex<[Caller.Wait]>([])
    var caller = setting.caller
    caller.onWait = { wait in waits.withLock { $0.append(wait) } }

    await #expect(throws: SourceError.self) {
      try await caller.ask(ClientRequest(.get, "\(setting.server.url)/x")) { _ in }
    }

    let told = waits.withLock { $0 }
    #expect(told.map(\.attempt) == [2, 3, 4] && told.allSatisfy { $0.attempts == 4 })
    #expect(told.allSatisfy { $0.delay >= .seconds(5) && $0.reason.contains("503") })
    #expect(told.allSatisfy { $0.url == "\(setting.server.url)/x" })
  }
}
