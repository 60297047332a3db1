public import FoundationEssentials
public import Storage
public import Telemetry

/// Deletes what is over its time, ends what dead imports have left, and packs history that is not packed yet.
public struct DatasetCleaning: Sendable {
  /// What was done, by version.
  public struct Outcome: Sendable, Equatable {
    public var expired: [DatasetVersion.ID] = []
    public var ended: [DatasetVersion.ID] = []
    public var packed: [DatasetVersion.ID] = []

    public var isNothing: Bool { self == Outcome() }
  }

  private let store: DatasetStore
  private let settings: ConnectionSettings
  private let logger: Logger

  public init(_ database: any Database, _ settings: ConnectionSettings, logger: Logger) {
    store = DatasetStore(database)
    self.settings = settings
    self.logger = logger
  }

  /// Leaves a data set that is just being imported for the next time, but for what is over its time.
  public func clean(_ datasets: [Dataset], now: Date) async throws -> Outcome {
    var outcome = Outcome()
    for dataset in datasets {
      outcome.expired += try await store.expire(dataset, now: now)
      guard let lock = try await free(dataset) else { continue }
      let result: Result<Void, any Error>
      do {
        outcome.ended += try await store.discardLeftovers(of: dataset)
        outcome.packed += try await store.packHistory(of: dataset)
        result = .success(())
      } catch { result = .failure(error) }
      await lock.release()
      try result.get()
    }
    return outcome
  }

  /// Nil while somebody imports it.
  private func free(_ dataset: Dataset) async throws -> DatasetLock? {
    do { return try await DatasetLock(dataset.name, settings, logger: logger) } catch let error
      as DatasetError
      where error.code == .busy
    {
      return nil
    }
  }
}
