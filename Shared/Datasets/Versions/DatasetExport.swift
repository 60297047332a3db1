/// What is written of a version of a data set: its records, or those that were kept apart, a JSON document a line.
public struct DatasetExport: Sendable {
  /// A kind that the data set has not, in words.
  public struct StrangeKind: Error, CustomStringConvertible {
    public let description: String
  }

  private let version: DatasetVersion
  private let kinds: [Dataset.Kind]
  private let kind: String?
  private let isOfRejected: Bool

  /// Of one kind, or of all of them one after the other.
  public init(
    _ version: DatasetVersion, of dataset: Dataset, kind: String? = nil, rejected isOfRejected: Bool = false
  ) throws(StrangeKind) {
    var names = dataset.kinds.map(\.name)
    if isOfRejected { names += version.report.kinds.map(\.name).filter { !names.contains($0) } }
    if let kind, !names.contains(kind) {
      throw StrangeKind(
        description: "\(version.dataset) has \(names.joined(separator: ", ")), and no \"\(kind)\"")
    }
    self.version = version
    self.kind = kind
    self.isOfRejected = isOfRejected
    kinds = dataset.kinds.filter { kind == nil || $0.name == kind }
  }

  /// Hands whole lines to `body`, some at a time, on the connection's thread. `line` writes a record that was kept apart.
  public func write(
    from store: DatasetStore, line: @escaping @Sendable (DatasetRejection) -> String,
    _ body: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws {
    guard isOfRejected else {
      for kind in kinds { try await store.export(kind, of: version, body) }
      return
    }
    try await store.rejections(of: version.id) { [kind] rejection in
      guard kind == nil || rejection.kind == kind else { return }
      try body(Array((line(rejection) + "\n").utf8))
    }
  }
}
