public import Storage
public import Telemetry

/// Keeps a second import of the same data set away. The server lets go of it when the process ends, however it ends.
public struct DatasetLock: Sendable {
  private let connection: Connection

  /// Throws `DatasetError.busy` when somebody has it.
  public init(_ dataset: String, _ settings: ConnectionSettings, logger: Logger) async throws {
    connection = Connection(settings, logger: logger)
    let taken: Bool
    do {
      taken = try await connection.value(
        "select pg_try_advisory_lock(\(Self.name(of: dataset)))", as: Bool.self)
    } catch {
      await connection.close()
      throw error
    }
    guard !taken else { return }
    await connection.close()
    throw Self.busy(dataset)
  }

  /// As the server knows it.
  static func name(of dataset: String) -> SQL { "hashtext('hookline.dataset'), hashtext(\(dataset))" }

  static func busy(_ dataset: String) -> DatasetError {
    DatasetError(.busy, "another import of \(dataset) is under way; wait until it has ended")
  }

  /// Lets the next import begin.
  public func release() async { await connection.close() }
}

extension Session {
  /// The same until the transaction ends.
  func lock(_ dataset: Dataset) throws {
    let isTaken = try value(
      "select pg_try_advisory_xact_lock(\(DatasetLock.name(of: dataset.name)))", as: Bool.self)
    guard isTaken else { throw DatasetLock.busy(dataset.name) }
  }
}
