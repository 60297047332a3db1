import Datasets
import Documents
import FoundationEssentials
import Glibc
import Lifecycle
import Synchronization

extension Commands {
  private static let dataset = Option("dataset", value: "NAME", help: "only this one: moovitamix, …")
  private static let kind = Option("kind", value: "NAME", help: "only these: user, track, …")
  private static let rejected = Option("rejected", help: "the records that were kept apart, with the reasons")
  private static let dryRun = Option("dry-run", help: "show what would be deleted, and delete nothing")

  static let datasetsList = Command(
    name: "datasets list",
    summary: "lists the versions of data sets, the newest first",
    examples: [.init(line: "datasets list --dataset moovitamix", meaning: "of one")],
    options: [dataset]
  ) { invocation, context in
    let name = invocation[dataset]
    if let name { _ = try KnownDatasets.named(name) }
    let versions: [DatasetVersion]
    if let remote = try context.remote() {
      versions = try await remote.datasets(of: name)
    } else {
      versions = try await context.withDatasets { pool, _ in try await DatasetStore(pool).versions(of: name) }
    }
    if context.console.isJSON {
      context.console.result(.datasetVersions(versions))
    } else if versions.isEmpty {
      let what = name.map { "is no version of \($0)" } ?? "are no data sets"
      let command = name.map { "hookline import \($0)" } ?? "hookline import"
      context.console.result("there \(what) yet; \"\(command)\" brings \(name == nil ? "them" : "one") in")
    } else {
      context.console.result(DatasetVersionShown.table(versions))
    }
    return .done
  }

  static let datasetsShow = Command(
    name: "datasets show",
    summary: "shows a version of a data set with the report of its import",
    examples: [.init(line: "datasets show 7", meaning: "as \"datasets list\" numbers it")],
    operands: .init(usage: "VERSION", count: 1...1)
  ) { invocation, context in
    if let remote = try context.remote() {
      let id = try versionID(invocation)
      guard let (version, packed) = try await remote.dataset(id) else { throw missing(id) }
      DatasetVersionShown.show(version, packed: packed, on: context.console)
      return .done
    }
    let (version, size) = try await context.withDatasets { pool, _ in
      let version = try await found(invocation, DatasetStore(pool))
      return (version, try await DatasetStore(pool).packedSize(of: version.id))
    }
    DatasetVersionShown.show(version, packed: version.isPacked ? size : nil, on: context.console)
    return .done
  }

  static let datasetsExport = Command(
    name: "datasets export",
    summary: "prints the records of a version, a JSON document a line",
    examples: [
      .init(
        line: "datasets export 7 --kind user", meaning: "its users"),
      .init(line: "datasets export 7 --rejected", meaning: "what was kept apart, and why"),
    ],
    operands: .init(usage: "VERSION", count: 1...1),
    options: [kind, rejected],
    notes: ["Versions that are history are unpacked on the way."]
  ) { invocation, context in
    let output = context.console.output
    if let remote = try context.remote() {
      let id = try versionID(invocation)
      let isThere: Bool
      do {
        isThere = try await remote.exportDataset(
          id, kind: invocation[kind], rejected: invocation.has(rejected), to: output)
      } catch let error as StrangeKind { throw Misuse(error.reason, invocation.command) }
      guard isThere else { throw missing(id) }
      return .done
    }
    try await context.withDatasets { pool, _ in
      let store = DatasetStore(pool)
      let version = try await found(invocation, store)
      let dataset = try KnownDatasets.named(version.dataset)
      let export: DatasetExport
      do throws(DatasetExport.StrangeKind) {
        export = try DatasetExport(
          version, of: dataset, kind: invocation[kind], rejected: invocation.has(rejected))
      } catch { throw Misuse("\(error)", invocation.command) }
      try await export.write(from: store, line: { JSONValue.datasetRejection($0).line }) {
        output.write(String(decoding: $0, as: UTF8.self))
      }
    }
    return .done
  }

  static let datasetsExpire = Command(
    name: "datasets expire",
    summary: "deletes versions whose time is over, and what dead imports have left",
    examples: [.init(line: "datasets expire --dry-run", meaning: "which would be deleted")],
    options: [dryRun],
    notes: ["The scheduler does this every few minutes."]
  ) { invocation, context in
    let console = context.console
    let isTrial = invocation.has(dryRun)
    let versions: [DatasetVersion.ID]
    if let remote = try context.remote() {
      versions = try await remote.expireDatasets(isTrial: isTrial)
    } else {
      versions = try await context.withDatasets { pool, connection in
        guard !isTrial else { return try await DatasetStore(pool).overdue(now: .now) }
        return try await DatasetCleaning(pool, connection, logger: context.silentLogger)
          .clean(KnownDatasets.all, now: .now).expired
      }
    }
    if console.isJSON {
      console.result(.datasetExpiry(versions, isTrial: isTrial))
    } else if versions.isEmpty {
      console.result("no version is over its time")
    } else {
      let list = versions.map(String.init).joined(separator: ", ")
      console.result("\(isTrial ? "would delete" : "deleted") \(counted(versions.count, "version")): \(list)")
    }
    return .done
  }

  static func found(_ invocation: Invocation, _ store: DatasetStore) async throws -> DatasetVersion {
    let id = try versionID(invocation)
    guard let version = try await store.version(id) else { throw missing(id) }
    return version
  }

  static func versionID(_ invocation: Invocation) throws(Misuse) -> DatasetVersion.ID {
    guard let id = DatasetVersion.ID(invocation.operands[0]), id > 0 else {
      throw Misuse(
        "VERSION is a number as \"datasets list\" shows it, not \"\(invocation.operands[0])\"",
        invocation.command)
    }
    return id
  }

  static func missing(_ id: DatasetVersion.ID) -> CommandFailure {
    CommandFailure("there is no version \(id); \"hookline datasets list\" shows those there are")
  }
}
