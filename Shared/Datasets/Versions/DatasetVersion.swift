public import FoundationEssentials

/// One version of a data set.
public struct DatasetVersion: Sendable, Equatable, Identifiable {
  public typealias ID = Int64

  public let id: ID
  public let dataset: String
  public let title: String
  /// The address or the folder that it came from.
  public let origin: String
  public let state: DatasetState
  public let createdAt: Date
  /// When it became current, was held back, or failed.
  public let endedAt: Date?
  public let expiryAt: Date?
  /// Whether its records are compressed.
  public let isPacked: Bool
  /// Why it failed, or was held back.
  public let reason: String?
  public let report: DatasetReport

  public init(
    id: ID, dataset: String, title: String, origin: String, state: DatasetState, createdAt: Date,
    endedAt: Date?, expiryAt: Date?, isPacked: Bool, reason: String?, report: DatasetReport
  ) {
    (self.id, self.dataset, self.title, self.origin) = (id, dataset, title, origin)
    (self.state, self.createdAt, self.endedAt, self.expiryAt) = (state, createdAt, endedAt, expiryAt)
    (self.isPacked, self.reason, self.report) = (isPacked, reason, report)
  }
}
