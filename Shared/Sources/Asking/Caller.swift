import FoundationEssentials
public import HTTP
public import Lifecycle
import Models

/// Asks the API of a source: keeps to its pace, asks again where that may help, tells failures apart and counts them.
///
/// When the API asks to be left alone, it is, by all who share the caller.
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

  /// A question that is going to be asked again.
  public struct Wait: Sendable, Equatable {
    /// Where it goes.
    public var url: String
    /// What became of it the last time.
    public var reason: String
    /// Which attempt comes next, of how many.
    public var attempt: Int
    public var attempts: Int
    public var delay: Duration
  }

  public typealias Sleep = @Sendable (Duration) async throws -> Void
  /// Asked before each request, those asked again included; what it returns ends the question.
  typealias Admission = @Sendable () async -> SourceError?

  public let source: String
  public let meter: SourceMeter
  private let client: Client
  private let settings: Settings
  private let pace: Pace
  private let timing: Timing
  var admit: Admission = { nil }
  /// Hears of each wait before a question is asked again.
  public var onWait: @Sendable (Wait) -> Void = { _ in }

  public init(
    source: String, client: Client, meter: SourceMeter, settings: Settings = Settings(),
    sleep: @escaping Sleep = { try await Task.sleep(for: $0) }
  ) {
    var timing = Timing()
    timing.sleep = sleep
    self.init(source: source, client: client, meter: meter, settings: settings, timing: timing)
  }

  init(source: String, client: Client, meter: SourceMeter, settings: Settings, timing: Timing) {
    self.source = source
    self.client = client
    self.meter = meter
    self.settings = settings
    self.timing = timing
    pace = Pace(perSecond: settings.requestsPerSecond)
  }

  /// What `read` makes of the answer, whose status is below 300 or one of `statuses`; nil where the API says that there
  /// is no such thing (404). An answer that cannot be read is a failure of the source, which may be over the next time.
  public func ask<Answer>(
    _ request: ClientRequest, statuses: Set<Int> = [],
    read: (ClientResponse) throws(Unreadable) -> Answer
  ) async throws(SourceError) -> Answer? {
    var question = Question(request)
    question.isAnswer = { $0.status.rawValue < 300 || statuses.contains($0.status.rawValue) }
    switch await outcome(question, read: read) {
    case .success(let answer): return answer
    case .failure(let trouble): throw trouble.error
    }
  }

  func outcome<Answer>(
    _ question: Question, read: (ClientResponse) throws(Unreadable) -> Answer
  ) async -> Result<Answer?, Trouble> {
    var failures = 0
    while true {
      let trouble: Trouble
      switch await attempt(question, read) {
      case .success(let answer): return .success(answer)
      case .failure(let failed): trouble = failed
      }
      failures += 1
      note(trouble)
      guard trouble.mayPass, failures < settings.attempts else { return .failure(trouble) }
      let delay = settings.backoff.delay(
        afterFailure: failures, floor: trouble.error.retryAfter ?? .zero)
      guard delay <= max(settings.patience, settings.backoff.cap) else { return .failure(trouble) }
      onWait(
        Wait(
          url: question.request.url.concealing(question.hidden), reason: trouble.error.message,
          attempt: failures + 1, attempts: settings.attempts, delay: delay))
      do { try await timing.sleep(delay) } catch { return .failure(.cancelled(source)) }
    }
  }

  private func note(_ trouble: Trouble) {
    if let failure = trouble.failure { meter.failure(failure) }
    if trouble.mayPass, let rest = trouble.error.retryAfter { pace.hold(for: rest, now: timing.clock()) }
  }

  private func attempt<Answer>(
    _ question: Question, _ read: (ClientResponse) throws(Unreadable) -> Answer
  ) async -> Result<Answer?, Trouble> {
    if let trouble = await turn() { return .failure(trouble) }
    let response: ClientResponse
    do {
      meter.request()
      response = try await client.send(question.request)
    } catch { return .failure(Trouble(error, source)) }
    if let trouble = question.judge(response, question.hidden) { return .failure(trouble) }
    guard question.isAnswer(response) else {
      if response.status == .notFound { return .success(nil) }
      let now = Int(timing.now().timeIntervalSince1970)
      return .failure(Trouble(response, source, now: now, hiding: question.hidden))
    }
    do throws(Unreadable) { return .success(try read(response)) } catch {
      return .failure(Trouble(error, source))
    }
  }

  /// Waits until a request may go out; says why none may.
  private func turn() async -> Trouble? {
    var isWaiting = true
    while isWaiting {
      let held = pace.held(now: timing.clock())
      guard held <= settings.patience else {
        let message = "\(source) asked to be left alone for a while"
        return Trouble(mayPass: false, error: SourceError(.limited, message, retryAfter: held))
      }
      let pause = max(held, pace.next(now: timing.clock()))
      do {
        try Task.checkCancellation()
        if pause > .zero { try await timing.sleep(pause) }
      } catch { return .cancelled(source) }
      // It may have asked to be left alone while this one waited.
      isWaiting = pace.held(now: timing.clock()) > .zero
    }
    // Nothing was sent, so nothing has failed.
    return await admit().map { Trouble(mayPass: false, error: $0) }
  }
}

/// Why an answer is not what it should be.
public struct Unreadable: Error, Sendable, Equatable {
  public let reason: String

  public init(_ reason: String) { self.reason = reason }
}
