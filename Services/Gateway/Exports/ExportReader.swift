import Lifecycle

/// Reads an export for one client, on a thread of its own. When it goes, nobody wants the export any more.
actor ExportReader {
  /// Who takes longer has it cut off: others wait for the place.
  static let patience = Duration.seconds(3_600)

  private let executor = BlockingExecutor(label: "export")
  private let spool: ExportSpool
  private let deadline: ContinuousClock.Instant

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ spool: ExportSpool, patience: Duration = ExportReader.patience) {
    self.spool = spool
    deadline = .now + patience
  }

  deinit { spool.abandon() }

  /// The next part; nil at the end. Throws where the rest cannot be had.
  func next() async throws -> [UInt8]? {
    await spool.wait()
    guard .now < deadline else { throw CancellationError() }
    return try spool.take()
  }
}
