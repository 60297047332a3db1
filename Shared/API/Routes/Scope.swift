import HTTP

/// What a key may be allowed to do. None includes another.
public enum Scope: String, Sendable, CaseIterable, Comparable {
  /// Look at everything but keys and what they have done.
  case read
  /// Begin work and cancel it, bring posts and media, and say what became of recommendations.
  case submit
  /// Pause, resume, replay and discard; state what holds of tracks, their rights and data sets; train and choose models.
  case ops
  /// Make and revoke keys, and see what was done with them.
  case admin

  public var summary: String {
    switch self {
    case .read:
      "look at everything but keys and the audit: recommendations, search, creators, tracks, runs, queues, dead messages"
    case .submit: "begin runs and cancel them, bring posts and media, say what became of recommendations"
    case .ops:
      "wake runs, pause and resume queues, replay and discard dead messages, join and part tracks, take in licences "
        + "and data sets, choose among these, train and choose models"
    case .admin: "make and revoke keys, and see what was done with them"
    }
  }

  public static func < (left: Scope, right: Scope) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// Who may ask for something.
public enum Access: Sendable, Hashable {
  /// Everybody, without a key.
  case open
  case scope(Scope)
}

/// Who asks.
public struct Caller: Sendable, Equatable {
  /// Of the key; nil for somebody without one.
  public let key: Int64?
  public let name: String
  public let scopes: Set<Scope>

  public init(key: Int64?, name: String, scopes: Set<Scope>) {
    (self.key, self.name, self.scopes) = (key, name, scopes)
  }

  public static let nobody = Caller(key: nil, name: "", scopes: [])

  /// Refuses what this caller may not do.
  public func check(_ access: Access) throws(Refusal) {
    guard case .scope(let scope) = access, !scopes.contains(scope) else { return }
    throw Refusal(
      .forbidden, "scope", "This needs a key with the scope \"\(scope.rawValue)\", which yours lacks.",
      headers: ["WWW-Authenticate": "Bearer error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""])
  }
}
