public import Storage

/// A record of a version that was kept apart.
public struct DatasetRejection: Sendable, Equatable {
  /// The kind of record: `user`.
  public var kind: String
  /// A file or an address.
  public var place: String
  /// Of its first byte in a file, of its place in a list.
  public var position: Int
  /// The rule that it breaks.
  public var rule: String
  public var reason: String
  /// As it came; cut when it is long.
  public var record: String

  /// What is kept of a record at most.
  public static let recordLimit = 4_000

  public init(kind: String, place: String, position: Int, rule: String, reason: String, record: String) {
    self.kind = kind
    self.place = place
    self.position = position
    self.rule = rule
    self.reason = reason
    // The server keeps no NUL.
    self.record = String(record.prefix(Self.recordLimit)).split(separator: "\0").joined()
  }
}

extension Session {
  /// Keeps these for whoever asks why a version has fewer records than its source.
  public func storeRejections(_ rejections: [DatasetRejection], of version: DatasetVersion.ID) throws {
    guard !rejections.isEmpty else { return }
    let columns = ["version_id", "kind", "place", "position", "rule", "reason", "record"]
    try copyIn(into: "hookline.dataset_rejection", columns: columns) { writer in
      for rejection in rejections {
        writer.append(version)
        writer.append(rejection.kind)
        writer.append(rejection.place)
        writer.append(rejection.position)
        writer.append(rejection.rule)
        writer.append(rejection.reason)
        writer.append(rejection.record)
        try writer.endRow()
      }
    }
  }
}

extension DatasetStore {
  /// Hands each record of a version that was kept apart to `body`, in the order in which they were found.
  public func rejections(
    of version: DatasetVersion.ID, _ body: @escaping @Sendable (DatasetRejection) throws -> Void
  ) async throws {
    try await database.perform { session in
      try session.stream(
        """
        select kind, place, position, rule, reason, record from hookline.dataset_rejection
        where version_id = \(version) order by id
        """
      ) { row in
        try body(
          DatasetRejection(
            kind: try row.decode(0), place: try row.decode(1), position: try row.decode(2),
            rule: try row.decode(3), reason: try row.decode(4), record: try row.decode(5)))
      }
    }
  }
}
