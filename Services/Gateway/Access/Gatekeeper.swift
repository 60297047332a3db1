import API
import Crypto
import HTTP
import Storage
import Telemetry

/// Knows who asks by their key, lets nobody ask too often, and has done once what is to be done once.
struct Gatekeeper: Door {
  let keys: KeyRing
  let answers: IdempotencyStore
  let limiter: RateLimiter
  let logger: Logger

  func caller(of request: Request, _ endpoint: Endpoint) async throws(Refusal) -> (Caller, Headers) {
    guard endpoint.access != .open else { return (.nobody, [:]) }
    guard let field = request.headers["Authorization"] else {
      return try keyless(request, endpoint)
    }
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw Self.stranger("This takes keys only: Authorization: Bearer hookline_…", "")
    }
    let known: Caller?
    do {
      known = try await keys.caller(String(parts[1]), from: AddressRange.network(of: request.client))
    } catch let error as Strangers.TooMany {
      throw Self.tooStrange(error.wait)
    } catch {
      logger.warning("a key could not be looked up", ["error": "\(error)"])
      throw Self.away
    }
    guard let known, let key = known.key else {
      throw Self.stranger("There is no such key, or it does not count any more.", ", error=\"invalid_token\"")
    }
    return (known, try limit(key, "This key"))
  }

  /// Somebody without a key, where that is enough.
  private func keyless(_ request: Request, _ endpoint: Endpoint) throws(Refusal) -> (Caller, Headers) {
    let need = "This needs a key: Authorization: Bearer hookline_…"
    guard endpoint.isKeyOptional, case .scope(let scope) = endpoint.access else {
      throw Self.stranger(need, "")
    }
    guard request.isOfThisMachine else {
      throw Self.stranger(
        need
          + " Without one it is only for programs on this machine: not through a proxy, nor for web pages.",
        "")
    }
    // Numbers of keys begin with 1: all of these share one measure.
    return (
      Caller(key: nil, name: "this machine", scopes: [scope]), try limit(0, "Who asks without a key")
    )
  }

  /// Counts a request; throws where there were too many.
  private func limit(_ key: Int64, _ who: String) throws(Refusal) -> Headers {
    let (headers, wait) = limiter.take(key)
    guard let wait else { return headers }
    throw Refusal(
      .tooManyRequests, "rate", "\(who) has asked too often; ask again in \(wait) s.",
      headers: Self.adding(("Retry-After", "\(wait)"), to: headers))
  }

  private static func adding(_ field: (String, String), to headers: Headers) -> Headers {
    var headers = headers
    headers[field.0] = field.1
    return headers
  }

  private static func stranger(_ detail: String, _ error: String) -> Refusal {
    Refusal(
      .unauthorized, "key", detail, headers: ["WWW-Authenticate": "Bearer realm=\"hookline\"\(error)"])
  }

  private static func tooStrange(_ wait: Int) -> Refusal {
    Refusal(
      .tooManyRequests, "strangers",
      "From your address too many keys came that there are not; ask again in \(wait) s.",
      headers: ["Retry-After": "\(wait)"])
  }

  private static let away = Refusal(
    .serviceUnavailable, "away", "The database does not answer; ask again in a moment.",
    headers: ["Retry-After": "1"])

  // MARK: Carrying out

  func carryOut(_ call: Call, _ endpoint: Endpoint) async throws -> Answer {
    guard endpoint.isOnce, let key = call.text(Once.header), let owner = call.caller.key else {
      return try await endpoint.handler(call)
    }
    let subject = IdempotencyStore.Subject(owner: owner, key: key, hash: Once.hash(of: call.request))
    switch try await answers.claim(subject) {
    case .answered(let answer):
      return Answer(
        Status(rawValue: answer.status), headers: ["Idempotency-Replayed": "true"],
        body: .bytes(answer.mediaType, answer.body))
    case .underWay:
      throw Refusal(
        .conflict, "under-way", "The first request with this Idempotency-Key is still at work.",
        headers: ["Retry-After": "1"])
    case .mismatched:
      throw Refusal(
        .unprocessableContent, "idempotency", "This Idempotency-Key was used for another request.",
        faults: [Fault(.header(Once.header), "it was used for another request")])
    case .claimed(let claim): return try await once(claim, call, endpoint)
    }
  }

  /// What was not done may be asked for again.
  private func once(_ claim: IdempotencyStore.Claim, _ call: Call, _ endpoint: Endpoint) async throws
    -> Answer
  {
    let once = Once(claim)
    do {
      let answer = try await Once.$current.withValue(once) { try await endpoint.handler(call) }
      if !once.isKept, let stored = answer.stored { try await answers.answer(claim, stored) }
      return answer
    } catch {
      // In a task of its own: this one may be cancelled. What was committed is not released, whatever was heard of it.
      await Task { [answers] in try? await answers.release(claim) }.value
      throw error
    }
  }

  func refusal(for error: any Error, requestID: String) -> Refusal {
    if error is CancellationError {
      return Refusal(.serviceUnavailable, "given-up", "This took too long and was given up.")
    }
    logger.error("a request failed", ["request": .string(requestID), "error": "\(error)"])
    if let error = error as? StorageError, error.isRetriable || error.code == .timeout { return Self.away }
    return Refusal(
      .internalServerError, "inside", "Something broke inside; the log has it under the id of this request.")
  }
}
