import HTTP
import Models

/// A request that failed: how it counts, whether to ask again, and what is thrown if not.
struct Trouble: Error {
  /// Nil when it was no failure of the source.
  var failure: SourceFailure?
  var mayPass: Bool
  var error: SourceError
}

extension Trouble {
  static func cancelled(_ source: String) -> Trouble {
    Trouble(mayPass: false, error: SourceError(.cancelled, "asking \(source) was cancelled"))
  }

  /// Of a request without an answer.
  init(_ error: any Error, _ source: String) {
    guard let error = error as? HTTPError else {
      self = .cancelled(source)
      return
    }
    let failure: SourceFailure =
      switch error.code {
      case .timeout: .timeout
      case .broken: .cut
      case .tooLarge: .unreadable
      default: .unreachable
      }
    let code: SourceError.Code =
      switch error.code {
      case .invalidRequest: .misconfigured
      // The same answer would be as large the next time.
      case .tooLarge: .unreadable
      // A name that does not resolve and a certificate that does not fit are mended by somebody: the next task may fare better.
      default: .unavailable
      }
    self.init(
      failure: failure, mayPass: error.isRetriable, error: SourceError(code, "\(source): \(error.message)"))
  }

  /// Of an answer that says so.
  init(_ response: ClientResponse, _ source: String, now: Int, hiding secrets: [String] = []) {
    let status = response.status.rawValue
    let said = "\(source) answers \(status)\(Self.excerpt(of: response, hiding: secrets))"
    let retryAfter = response.headers.retryAfter(now: now)
    switch status {
    case 401:
      self.init(failure: .unauthorised, mayPass: false, error: SourceError(.misconfigured, said))
    case 403: self.init(failure: .forbidden, mayPass: false, error: SourceError(.refused, said))
    case 429:
      self.init(
        failure: .limited, mayPass: true, error: SourceError(.limited, said, retryAfter: retryAfter))
    case 408, 500...:
      self.init(
        failure: .server, mayPass: true, error: SourceError(.unavailable, said, retryAfter: retryAfter))
    default: self.init(failure: .refused, mayPass: false, error: SourceError(.refused, said))
    }
  }

  init(_ unreadable: Unreadable, _ source: String) {
    self.init(
      failure: .unreadable, mayPass: true,
      error: SourceError(.unavailable, "what \(source) answers cannot be read: \(unreadable.reason)"))
  }

  /// The beginning of what it says, on one line: for people, and no more than they need.
  private static func excerpt(of response: ClientResponse, hiding secrets: [String]) -> String {
    // Hidden before it is cut: the beginning of a secret is one, too.
    let text = response.text.concealing(secrets).prefix(400)
    let words = text.split {
      $0.isWhitespace || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
    }
    return words.isEmpty ? "" : ": " + String(words.joined(separator: " ").prefix(200))
  }
}
