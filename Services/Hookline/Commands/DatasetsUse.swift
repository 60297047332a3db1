import Datasets
import Documents
import FoundationEssentials
import Storage

extension Commands {
  static let datasetsUse = Command(
    name: "datasets use",
    summary: "makes a version that is history or held back the current one",
    examples: [.init(line: "datasets use 7", meaning: "as \"datasets list\" numbers it")],
    operands: .init(usage: "VERSION", count: 1...1),
    notes: [
      "Its records are unpacked, and what was current becomes history. All of it or nothing.",
      "The next import compares with it.",
    ]
  ) { invocation, context in
    let console = context.console
    let use = try await use(invocation, context)
    if console.isJSON {
      console.result(
        .datasetUse(use.version, of: use.dataset, wasCurrent: use.wasCurrent, previous: use.previous))
    } else if use.wasCurrent {
      console.result("version \(use.version) of \(use.dataset) is current already")
    } else {
      let rest = use.previous.map { ", and version \($0) is history" } ?? ""
      console.result("version \(use.version) of \(use.dataset) is current\(rest)")
    }
    return .done
  }

  private static func use(_ invocation: Invocation, _ context: Context) async throws -> DatasetUse {
    if let remote = try context.remote() {
      let id = try versionID(invocation)
      guard let use = try await remote.useDataset(id) else { throw missing(id) }
      return use
    }
    return try await context.withDatasets { pool, connection in
      let store = DatasetStore(pool)
      let version = try await found(invocation, store)
      let before = try await store.current(of: version.dataset)
      let isNew = before?.id != version.id
      if isNew { try await use(version, store, connection, context) }
      return DatasetUse(
        version: version.id, dataset: version.dataset, wasCurrent: !isNew, previous: before?.id)
    }
  }

  private static func use(
    _ version: DatasetVersion, _ store: DatasetStore, _ connection: ConnectionSettings, _ context: Context
  ) async throws {
    let dataset = try KnownDatasets.named(version.dataset)
    let lock = try await DatasetLock(dataset.name, connection, logger: context.silentLogger)
    let result: Result<Void, any Error>
    do {
      result = .success(try await store.use(version.id, of: dataset, now: .now))
    } catch { result = .failure(error) }
    if case .success = result {
      do { try await store.packHistory(of: dataset) } catch {
        context.console.warn("the version before is not packed yet, the scheduler tries again: \(error)")
      }
    }
    await lock.release()
    try result.get()
  }
}
