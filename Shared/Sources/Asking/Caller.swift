import Glibc
public import HTTP
public import Lifecycle

/// Asks the API of a source: keeps to its pace, asks again where that may help, tells failures apart and counts them.
public struct Caller: Sendable {
  public struct Settings: Sendable {
    /// How often a question is asked at most.
    public var attempts = 4
    public var backoff = Backoff(base: .milliseconds(250), cap: .seconds(10))
    /// The longest that it waits by itself when it is told to; above that it throws `.limited`.
    public var patience: Duration = .seconds(20)
    /// At most; nil for no limit.
    public var requestsPerSecond: Double?

    public init() {}
  }

  public typealias Sleep = @Sendable (Duration) async throws -> Void

  public let source: String
  public let meter: SourceMeter
  private let client: Client
  private let settings: Settings
  private let pace: Pace?
  private let sleep: Sleep

  public init(
    source: String, client: Client, meter: SourceMeter, settings: Settings = Settings(),
    sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
  ) {
    self.source = source
    self.client = client
    self.meter = meter
    self.settings = settings
    self.sleep = sleep
    pace = settings.requestsPerSecond.map { Pace(perSecond: $0) }
  }

  /// What `read` makes of the answer, whose status is below 300 or one of `statuses`; nil where the API says that there
  /// is no such thing (404). An answer that cannot be read is a failure of the source, which may be over the next time.
  public func ask<Answer>(
    _ request: ClientRequest, statuses: Set<Int> = [],
    read: (ClientResponse) throws(Unreadable) -> Answer
  ) async throws(SourceError) -> Answer? {
    var failures = 0
    while true {
      let trouble: Trouble
      switch await attempt(request, statuses, read) {
      case .success(let answer): return answer
      case .failure(let failed): trouble = failed
      }
      if let failure = trouble.failure { meter.failure(failure) }
      failures += 1
      guard trouble.mayPass, failures < settings.attempts else { throw trouble.error }
      let delay = settings.backoff.delay(
        afterFailure: failures, floor: trouble.error.retryAfter ?? .zero)
      guard delay <= max(settings.patience, settings.backoff.cap) else { throw trouble.error }
      try await wait(delay)
    }
  }

  private func attempt<Answer>(
    _ request: ClientRequest, _ statuses: Set<Int>, _ read: (ClientResponse) throws(Unreadable) -> Answer
  ) async -> Result<Answer?, Trouble> {
    let response: ClientResponse
    do {
      if let pause = pace?.next(), pause > .zero { try await sleep(pause) }
      meter.request()
      response = try await client.send(request)
    } catch { return .failure(Trouble(error, source)) }
    let status = response.status.rawValue
    if status == 404, !statuses.contains(404) { return .success(nil) }
    guard status < 300 || statuses.contains(status) else {
      return .failure(Trouble(response, source, now: time(nil)))
    }
    do throws(Unreadable) { return .success(try read(response)) } catch {
      return .failure(Trouble(error, source))
    }
  }

  private func wait(_ delay: Duration) async throws(SourceError) {
    do { try await sleep(delay) } catch { throw SourceError(.cancelled, "asking \(source) was cancelled") }
  }
}

/// Why an answer is not what it should be.
public struct Unreadable: Error, Sendable, Equatable {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}
