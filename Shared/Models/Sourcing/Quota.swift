public import FoundationEssentials

/// How much of something a source gives in a day, to all processes together.
public struct Quota: Sendable, Equatable {
  /// The name of the source.
  public var source: String
  /// What is counted, such as `requests`.
  public var name: String
  /// A day's worth. Days begin at midnight UTC.
  public var limit: Int

  public init(_ source: String, _ name: String, limit: Int) {
    self.source = source
    self.name = name
    self.limit = limit
  }
}

/// What came of asking for a part of a quota.
public struct QuotaGrant: Sendable, Equatable {
  /// Whether there was enough left; if not, nothing was taken.
  public var isGranted: Bool
  /// How much was given.
  public var amount: Int
  /// What is left of the day after that.
  public var left: Int
  /// What all together have reserved and not used up yet: some of it may be given back.
  public var reserved: Int
  /// When the next day's worth begins.
  public var resetsAt: Date

  public init(isGranted: Bool, amount: Int = 0, left: Int, reserved: Int = 0, resetsAt: Date) {
    self.isGranted = isGranted
    self.amount = amount
    self.left = left
    self.reserved = reserved
    self.resetsAt = resetsAt
  }
}

/// Something that a source keeps in mind across restarts and processes, such as an endpoint that is closed to it.
public struct SourceNote: Sendable, Equatable {
  /// How the names begin of what is kept of questions that were not answered to their end.
  public static let unfinished = "unfinished "

  public var text: String
  /// From then on it does not hold any more.
  public var until: Date

  public init(_ text: String, until: Date) {
    self.text = text
    self.until = until
  }
}
