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
}
