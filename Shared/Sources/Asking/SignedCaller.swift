import HTTP
import Models

/// Asks an API that wants an access token (OAuth 2, client credentials).
struct SignedCaller: Sendable {
  private(set) var caller: Caller
  let tokens: Tokens

  /// `grant` is how the API is asked for a token, which costs nothing of the quota that `caller` keeps to.
  init(_ caller: Caller, timing: Timing, grant: Question) {
    self.caller = caller
    var asking = caller
    asking.admit = { nil }
    tokens = Tokens(source: caller.source, timing: timing) { [asking] in
      switch await asking.outcome(grant.judged(by: TokenAnswer.judge(asking.source)), read: TokenAnswer.read)
      {
      case .success(let token?): .success(token)
      case .success(nil):
        .failure(SourceError(.misconfigured, "\(asking.source) gives no tokens at its address (404)"))
      case .failure(let trouble): .failure(trouble.error)
      }
    }
  }

  /// The same, with the same tokens, for whom others admit.
  func admitting(_ admit: @escaping Caller.Admission) -> SignedCaller {
    var other = self
    other.caller.admit = admit
    return other
  }

  /// As `Caller.ask`.
  func ask<Answer>(
    _ question: Question, read: (ClientResponse) throws(Unreadable) -> Answer
  ) async throws(SourceError) -> Answer? {
    switch await outcome(question, read: read) {
    case .success(let answer): return answer
    case .failure(let trouble): throw trouble.error
    }
  }

  /// A token that is not accepted is renewed once.
  func outcome<Answer>(
    _ question: Question, read: (ClientResponse) throws(Unreadable) -> Answer
  ) async -> Result<Answer?, Trouble> {
    var isRenewed = false
    while true {
      let token: AccessToken
      switch await tokens.outcome() {
      case .success(let current): token = current
      case .failure(let error): return .failure(Trouble(mayPass: false, error: error))
      }
      var signed = question
      signed.request.headers["Authorization"] = "Bearer \(token.text)"
      let outcome = await caller.outcome(signed, read: read)
      guard case .failure(let trouble) = outcome, trouble.failure == .unauthorised, !isRenewed else {
        return outcome
      }
      isRenewed = true
      await tokens.discard(token)
    }
  }
}

extension Question {
  func judged(by judge: @escaping Judge) -> Question {
    var question = self
    question.judge = judge
    return question
  }
}

/// What an API answers to the request for a token (RFC 6749, 5.1 and 5.2).
enum TokenAnswer {
  static func read(_ response: ClientResponse) throws(Unreadable) -> AccessToken {
    let answer = try Value.document(response.body)
    // Longer ones do not fit into a header.
    guard answer["access_token"].kind == .string, let text = answer["access_token"].text(atMost: 4_097),
      text.utf8.count <= 4_096, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { throw Unreadable("there is no access_token in it") }
    let seconds = answer["expires_in"].positiveCounter ?? 3_600
    return AccessToken(text: text, lifetime: .seconds(min(seconds, 86_400)))
  }

  /// What is refused is refused with a word of the standard, whatever the status.
  static func judge(_ source: String) -> Question.Judge {
    { response, hidden in
      guard response.status.rawValue < 500, response.status.rawValue != 429,
        let answer = try? Value.document(response.body), answer["error"].kind == .string,
        let error = answer["error"].text(atMost: 100), error != "ok"
      else { return nil }
      let description = answer["error_description"].text(atMost: 1 << 20).map { ": \($0)" } ?? ""
      let reason = (error + description).concealing(hidden).prefix(200)
      let said = "\(source) does not accept the credentials (\(reason))"
      return Trouble(failure: .unauthorised, mayPass: false, error: SourceError(.misconfigured, said))
    }
  }
}
