/// What an API knows an application by. Neither description nor reflection shows the secret.
public struct ClientCredentials: Sendable, CustomStringConvertible, CustomReflectable {
  public let id: String
  let secret: String

  public init(id: String, secret: String) {
    self.id = id
    self.secret = secret
  }

  public var description: String { "\(id):***" }
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

/// What an API gives for credentials. It is kept in memory only and never shown.
struct AccessToken: Sendable, CustomStringConvertible, CustomReflectable {
  let text: String
  let lifetime: Duration

  var description: String { "***" }
  var customMirror: Mirror { Mirror(self, children: ["lifetime": lifetime]) }
}

/// The access token of an API: renewed before it ends, and shared. Whoever asks while it is renewed waits for the same
/// answer.
actor Tokens {
  typealias Outcome = Result<AccessToken, SourceError>

  /// So long wrong credentials are not tried again.
  static let refusalDuration: Duration = .seconds(60)

  private let source: String
  private let timing: Timing
  private let renew: @Sendable () async -> Outcome
  private var current: (token: AccessToken, until: ContinuousClock.Instant)?
  private var refusal: (error: SourceError, until: ContinuousClock.Instant)?
  private var renewal: Task<Void, Never>?
  /// Counts renewals, so that one that nobody waits for any more answers nobody.
  private var generation = 0
  private var waiters: [Int: CheckedContinuation<Outcome, Never>] = [:]
  private var waiterCount = 0

  init(source: String, timing: Timing, renew: @escaping @Sendable () async -> Outcome) {
    self.source = source
    self.timing = timing
    self.renew = renew
  }

  func outcome() async -> Outcome {
    let now = timing.clock()
    if let current, now < current.until { return .success(current.token) }
    if let refusal, now < refusal.until { return .failure(refusal.error) }
    return await renewed()
  }

  /// The API does not accept it: it is not handed out again.
  func discard(_ token: AccessToken) {
    if current?.token.text == token.text { current = nil }
  }

  private func renewed() async -> Outcome {
    waiterCount += 1
    let waiter = waiterCount
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        guard !Task.isCancelled else { return continuation.resume(returning: cancelled) }
        waiters[waiter] = continuation
        begin()
      }
    } onCancel: {
      Task { await self.leave(waiter) }
    }
  }

  private var cancelled: Outcome { .failure(SourceError(.cancelled, "asking \(source) was cancelled")) }

  private func begin() {
    guard renewal == nil else { return }
    generation += 1
    renewal = Task { [renew, generation] in
      let outcome = await renew()
      self.finish(outcome, of: generation)
    }
  }

  private func finish(_ outcome: Outcome, of finished: Int) {
    guard finished == generation, renewal != nil else { return }
    renewal = nil
    switch outcome {
    case .success(let token):
      // Some of its time is left unused: a request takes time, and clocks differ.
      current = (token, timing.clock() + token.lifetime - min(.seconds(60), token.lifetime / 10))
    case .failure(let error) where error.code == .misconfigured:
      refusal = (error, timing.clock() + Self.refusalDuration)
    case .failure: break
    }
    for waiter in waiters.values { waiter.resume(returning: outcome) }
    waiters = [:]
  }

  private func leave(_ waiter: Int) {
    guard let continuation = waiters.removeValue(forKey: waiter) else { return }
    continuation.resume(returning: cancelled)
    guard waiters.isEmpty else { return }
    renewal?.cancel()
    renewal = nil
  }
}
