import Lifecycle

/// Reads an export for one client, on a thread of its own. When it goes, nobody wants the export any more.
actor ExportReader {
  private let executor = BlockingExecutor(label: "export")
  private let spool: ExportSpool

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ spool: ExportSpool) { self.spool = spool }

  deinit { spool.abandon() }

  /// The next part; nil at the end. Throws where the rest cannot be had.
  func next() async throws -> [UInt8]? {
    await spool.wait()
    return try spool.take()
  }
}
