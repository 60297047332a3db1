import HTTP
import Models
import Synchronization
import TestKit
import Testing

@testable import Sources

@Suite struct TokensTests {
  /// An API that gives tokens and accepts the last one only.
  private struct Setting {
    let server: APIServer
    let time = TestTime()
    let api: SignedCaller
    let meter = SourceMeter()
    let credentials = ClientCredentials(id: "me", secret: "s3cret")

    init(lifetime: Int = 3_600) throws {
      let count = Mutex(0)
      server = try APIServer { request in
        guard request.path == "/token" else {
          let isCurrent = request.headers["authorization"] == "Bearer t\(count.withLock { $0 })"
          return isCurrent ? .json("{}") : .json(#"{"error":{"status":401}}"#, status: 401)
        }
        let number = count.withLock { count in
          count += 1
          return count
        }
        return .json(#"{"access_token":"t\#(number)","token_type":"Bearer","expires_in":\#(lifetime)}"#)
      }
      let client = Client()
      let caller = Caller(
        source: "api", client: client, meter: meter, settings: Caller.Settings(), timing: time.timing)
      var request = ClientRequest.form("\(server.url)/token", [("grant_type", "client_credentials")])
      request.credentials = ClientRequest.Credentials(user: "me", password: "s3cret")
      api = SignedCaller(caller, timing: time.timing, grant: Question(request))
    }

    func ask() async throws(SourceError) -> Int? {
      try await api.ask(Question(.get("\(server.url)/x", query: []))) { response throws(Unreadable) in
        response.status.rawValue
      }
    }

    var grants: [APIRequest] { server.requests(to: "/token") }
  }

  @Test(.timeLimit(.minutes(1)))
  func `asks for a token once and uses it until shortly before its end`() async throws {
    let setting = try Setting(lifetime: 3_600)

    _ = try await setting.ask()
    setting.time.pass(.seconds(3_539))
    _ = try await setting.ask()
    let before = setting.grants.count
    setting.time.pass(.seconds(1))
    _ = try await setting.ask()

    #expect(before == 1 && setting.grants.count == 2)
    #expect(setting.grants[0].headers["authorization"] == "Basic " + Base64.encoded("me:s3cret"))
    #expect(setting.grants[0].form == ["grant_type": "client_credentials"])
    #expect(setting.meter.take().failures.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func `gives all who ask at once the same token`() async throws {
    let setting = try Setting()
    let gate = Gate()
    setting.server.meet(.held(gate), at: "/token")

    async let answers = withThrowingTaskGroup { group in
      for _ in 1...20 { group.addTask { try await setting.ask() } }
      return try await group.reduce(into: [Int?]()) { $0.append($1) }
    }
    await gate.someoneWaits()
    gate.open()

    #expect(try await answers == Array(repeating: 200, count: 20))
    #expect(setting.grants.count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `renews a token that is not accepted any more, once`() async throws {
    let setting = try Setting()
    _ = try await setting.ask()
    setting.server.meet(.status(401), at: "/x")

    let answer = try await setting.ask()
    setting.server.meet(.status(401), .status(401), at: "/x")
    let error = await #expect(throws: SourceError.self) { try await setting.ask() }

    #expect(answer == 200)
    #expect(error?.code == .misconfigured)
    #expect(setting.grants.count == 3)
    #expect(setting.meter.take().failures == [.unauthorised: 3])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (400, #"{"error":"invalid_client","error_description":"no s3cret please"}"#),
      (401, #"{"error":"invalid_client"}"#), (200, #"{"error":"invalid_request","log_id":"1"}"#),
      (401, ""),
    ])
  func `says that credentials are wrong, and does not try them again and again`(
    status: Int, body: String
  ) async throws {
    let setting = try Setting()
    setting.server.meet(.status(status, [:], body), at: "/token")

    var errors: [SourceError?] = []
    for _ in 1...3 { errors.append(await #expect(throws: SourceError.self) { try await setting.ask() }) }
    setting.time.pass(.seconds(61))
    let answer = try await setting.ask()

    #expect(errors.allSatisfy { $0?.code == .misconfigured })
    #expect(errors.allSatisfy { $0?.message.contains("s3cret") == false })
    #expect(answer == 200)
    #expect(setting.grants.count == 2)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "{}", #"{"access_token":5}"#, #"{"access_token":""}"#, #"{"access_token":"a b"}"#,
      #"{"access_token":"\#(String(repeating: "x", count: 5_000))"}"#, #"["access_token"]"#, "", "<html>",
    ])
  func `takes no token that is none`(body: String) async throws {
    let setting = try Setting()
    setting.server.meet(.answer(.json(body)), at: "/token")

    let answer = try await setting.ask()

    #expect(answer == 200)
    #expect(setting.grants.count == 2)
    #expect(setting.meter.take().failures == [.unreadable: 1])
  }

  @Test(.timeLimit(.minutes(1)))
  func `lets one go who is cancelled while a token is fetched, and the others have it`() async throws {
    let setting = try Setting()
    let gate = Gate()
    setting.server.meet(.held(gate), at: "/token")
    let one = Task { await Result { () async throws(SourceError) in try await setting.ask() } }
    await gate.someoneWaits()
    let other = Task { try await setting.ask() }

    one.cancel()
    let outcome = await one.value
    gate.open()

    #expect(throws: SourceError(.cancelled, "asking api was cancelled")) { try outcome.get() }
    #expect(try await other.value == 200)
  }

  @Test func `shows neither secret nor token`() {
    let credentials = ClientCredentials(id: "me", secret: "s3cret")
    let token = AccessToken(text: "t0ken", lifetime: .seconds(1))

    var shown = "\(credentials) \(token) "
    dump(credentials, to: &shown)
    dump(token, to: &shown)

    #expect(!shown.contains("s3cret") && !shown.contains("t0ken"))
  }
}

extension Result where Failure == SourceError, Success: Sendable {
  init(_ body: () async throws(SourceError) -> Success) async {
    do throws(SourceError) { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
