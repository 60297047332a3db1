import FoundationEssentials
import HTTP
import Models

/// What the API says went wrong: `{error: {code, message, log_id}}`, with `ok` when nothing did. The codes stand on
/// its page "Error Handling"; `daily_quota_limit_exceeded` does not, but is what it answers when the day's quota is spent.
///
/// How it answers for creators whom it does not know or who are private is documented nowhere. Taken as such are
/// complaints about parameters whose words say so.
enum ResearchTrouble {
  /// What a complaint says of the creator who was asked for.
  enum Standing { case unknown, hidden }

  /// To be made when the question is begun.
  static func judge(_ source: String, _ timing: Timing) -> Question.Judge {
    let begun = timing.now()
    return { response, hidden in
      guard let error = error(in: response), let code = error["code"].text(atMost: 100), code != "ok" else {
        return nil
      }
      let message = error["message"].text(atMost: 1 << 20).map { ": \($0)" } ?? ""
      let said = "\(source) answers \((code + message).concealing(hidden).prefix(200))"
      return trouble(code, said, response, (begun, timing.now()))
    }
  }

  private static func trouble(
    _ code: String, _ said: String, _ response: ClientResponse, _ times: (begun: Date, now: Date)
  ) -> Trouble? {
    let rest = response.headers.retryAfter(now: Int(times.now.timeIntervalSince1970))
    switch code {
    case "access_token_invalid", "invalid_token":
      return Trouble(failure: .unauthorised, mayPass: false, error: SourceError(.misconfigured, said))
    case "scope_not_authorized", "scope_permission_missed":
      return Trouble(failure: .forbidden, mayPass: false, error: SourceError(.misconfigured, said))
    case "rate_limit_exceeded":
      return Trouble(failure: .limited, mayPass: true, error: SourceError(.limited, said, retryAfter: rest))
    case "daily_quota_limit_exceeded":
      let error = SourceError(
        .limited, said, retryAfter: rest ?? ResearchDay.rest(afterRequestAt: times.begun, now: times.now))
      return Trouble(failure: .limited, mayPass: false, error: error)
    case "internal_error":
      return Trouble(
        failure: .server, mayPass: true, error: SourceError(.unavailable, said, retryAfter: rest))
    case "invalid_params":
      return Trouble(failure: .refused, mayPass: false, error: SourceError(.refused, said))
    // Others are told by their status, unless that says that all is well.
    default:
      guard response.status.rawValue < 300 else { return nil }
      return Trouble(failure: .refused, mayPass: false, error: SourceError(.refused, said))
    }
  }

  static func isQuotaSpent(_ response: ClientResponse) -> Bool {
    error(in: response)?["code"].text(atMost: 100) == "daily_quota_limit_exceeded"
  }

  /// Nil when the complaint is another, or there is none.
  static func standing(_ response: ClientResponse) -> Standing? {
    guard [400, 403, 404].contains(response.status.rawValue), let error = error(in: response),
      let code = error["code"].text(atMost: 100), ["invalid_params", "not_found"].contains(code),
      let message = error["message"].text(atMost: 500)?.lowercased()
    else { return nil }
    let words = Set(message.split { !$0.isLetter }.map(String.init))
    guard words.contains("user") || words.contains("username") || words.contains("account") else {
      return nil
    }
    if words.contains("private") { return .hidden }
    let isMissing = words.contains("find") || words.contains("found") || words.contains("exist")
    return isMissing || code == "not_found" ? .unknown : nil
  }

  private static func error(in response: ClientResponse) -> Value? {
    guard let document = try? Value.document(response.body), document["error"].isObject else { return nil }
    return document["error"]
  }
}
