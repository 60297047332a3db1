/// What was asked of a source in a while, and what came of it.
public struct SourceActivity: Sendable, Equatable {
  /// Questions that went out, those asked again included.
  public var requests: Int
  /// Requests that failed, by what went wrong.
  public var failures: [SourceFailure: Int]
  /// Records that were taken in.
  public var records: Int
  /// Records that were not, by the rule that they break.
  public var rejected: [String: Int]

  public init(
    requests: Int = 0, failures: [SourceFailure: Int] = [:], records: Int = 0, rejected: [String: Int] = [:]
  ) {
    self.requests = requests
    self.failures = failures
    self.records = records
    self.rejected = rejected
  }

  public var isEmpty: Bool { self == SourceActivity() }

  public mutating func add(_ other: SourceActivity) {
    requests += other.requests
    records += other.records
    failures.merge(other.failures, uniquingKeysWith: +)
    rejected.merge(other.rejected, uniquingKeysWith: +)
  }
}

/// How a question to a source failed.
public enum SourceFailure: String, Sendable, Codable, CaseIterable, Comparable {
  /// It was not found or takes no connections; a program could not be started.
  case unreachable
  case timeout
  /// The answer ended in the middle.
  case cut
  /// It failed by itself: a status of 500 and above.
  case server
  /// Too many questions, or no quota left.
  case limited
  /// It does not accept the credentials.
  case unauthorised
  /// It does not answer this question to us, whatever the credentials.
  case forbidden
  /// The question was wrong, or about what it does not know.
  case refused
  /// The answer is not what it should be.
  case unreadable

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
