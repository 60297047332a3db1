import Models

/// What yt-dlp's complaint means. It has one exit status for all of them, so they are told by its words.
enum YtDlpTrouble: Equatable, CaseIterable {
  /// The account, or the post, is for its friends.
  case isPrivate
  /// The account or the post is not there any more.
  case isGone
  /// The account has no posts.
  case isEmpty
  /// The platform does not want to see this address, or wants to see a person.
  case isBlocked
  case needsLogin
  case isUnsupported
  /// The platform sends what it has sent before, until somebody ends it.
  case isRepeated
  case isLimited
  case isForbidden
  case isTimedOut
  case isUnreachable
  /// The platform itself is in trouble.
  case isFailing
  case isBroken
  /// It cannot tell whether an account is private, gone or kept from it.
  case isUnknown

  /// In small letters; the first that is found counts.
  private static let words: [(trouble: Self, words: [String])] = [
    (.isRepeated, ["keeps sending the same page"]),
    (
      .isPrivate,
      [
        "account is private", "likely either private or all of their videos are private",
        "you do not have permission to view this post",
      ]
    ),
    (.isEmpty, ["does not have any videos posted"]),
    (
      .isBlocked,
      [
        "ip address is blocked", "captcha", "unable to extract challenge", "unable to solve js challenge",
        "unexpected response from webpage request", "status code 10204",
      ]
    ),
    (.isLimited, ["http error 429", "too many requests"]),
    (.isGone, ["video not available, status code", "http error 404", "http error 410", "has been removed"]),
    (.isUnknown, ["unable to extract secondary user id"]),
    (
      .needsLogin,
      ["requiring login", "log in for access", "registered users", "login required", "--cookies"]
    ),
    (
      .isUnsupported,
      ["unsupported url", "no suitable extractor", "is not a valid url", "no working app info"]
    ),
    (.isForbidden, ["http error 401", "http error 403"]),
    (.isTimedOut, ["timed out", "timeout"]),
    (.isFailing, ["http error 5"]),
    (
      .isBroken,
      ["failed to parse json", "expecting value", "incompleteread", "unable to extract"]
    ),
    (
      .isUnreachable,
      [
        "unable to connect", "connection refused", "connection reset", "name resolution", "not known",
        "getaddrinfo", "unreachable", "ssl:", "certificate", "remote end closed", "transporterror",
        "unable to download",
      ]
    ),
  ]

  /// Of what it wrote to its standard error; nil for words that nobody knows. Where its error says nothing, a warning before
  /// it may: that a page could not be had, it does not take for an error.
  init?(errors: String) {
    let lines = errors.split(separator: "\n")
    let complaints = lines.filter { $0.hasPrefix("ERROR:") }
    guard let found = Self.find(in: complaints.isEmpty ? lines : complaints) else { return nil }
    let warnings = lines.filter { $0.hasPrefix("WARNING:") && $0.contains("Unable to download") }
    self = found == .isUnknown || found == .isBroken ? Self.find(in: warnings) ?? found : found
  }

  private static func find(in lines: [Substring]) -> Self? {
    let text = lines.joined(separator: "\n").lowercased()
    return words.first { $0.words.contains { text.contains($0) } }?.trouble
  }

  /// Nil where it is no failure of the source but what there is to know.
  var failure: SourceFailure? {
    switch self {
    case .isPrivate, .isGone, .isEmpty: nil
    case .isBlocked, .needsLogin, .isForbidden, .isUnknown: .forbidden
    case .isUnsupported: .refused
    case .isRepeated, .isBroken: .unreadable
    case .isLimited: .limited
    case .isTimedOut: .timeout
    case .isUnreachable: .unreachable
    case .isFailing: .server
    }
  }

  func error(_ said: String) -> SourceError {
    switch self {
    case .isBlocked:
      SourceError(.limited, "TikTok blocks this address: \(said)", retryAfter: .seconds(3_600))
    case .isLimited: SourceError(.limited, "TikTok wants fewer questions: \(said)", retryAfter: .seconds(900))
    case .isPrivate: SourceError(.refused, "it is private: \(said)")
    case .isGone, .isEmpty: SourceError(.refused, "it is not there: \(said)")
    case .needsLogin: SourceError(.refused, "it is only for people who are logged in: \(said)")
    case .isForbidden: SourceError(.refused, "TikTok does not answer this: \(said)")
    case .isUnknown:
      SourceError(.refused, "yt-dlp cannot tell whether it is private, gone or kept from us: \(said)")
    case .isUnsupported: SourceError(.unsupported, "yt-dlp does not know this: \(said)")
    case .isRepeated: SourceError(.unavailable, "TikTok sends the same page again and again: \(said)")
    case .isBroken: SourceError(.unavailable, "what TikTok answers cannot be read: \(said)")
    case .isFailing: SourceError(.unavailable, "TikTok is in trouble: \(said)")
    case .isTimedOut: SourceError(.unavailable, "TikTok does not answer in time: \(said)")
    case .isUnreachable: SourceError(.unavailable, "TikTok cannot be reached: \(said)")
    }
  }
}
