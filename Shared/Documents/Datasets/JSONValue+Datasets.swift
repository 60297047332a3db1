public import Datasets

extension JSONValue {
  /// Versions of data sets, the newest first.
  public static func datasetVersions(_ versions: [DatasetVersion]) -> JSONValue {
    .array(versions.map(listedVersion))
  }

  /// One of those.
  public static func listedVersion(_ version: DatasetVersion) -> JSONValue {
    .object(
      members(version) + [
        ("records", .int(version.report.records)), ("rejected", .int(version.report.rejected)),
      ])
  }

  /// One version with the report of its import, and how large it is packed and was before, where it is packed.
  public static func datasetVersion(
    _ version: DatasetVersion, packed: (packed: Int, before: Int)? = nil
  ) -> JSONValue {
    let sizes: [(String, JSONValue)] =
      packed.map { [("packedBytes", .int($0.packed)), ("bytes", .int($0.before))] } ?? []
    return .object(members(version) + sizes + members(version.report))
  }

  /// A record that was kept apart.
  public static func datasetRejection(_ rejection: DatasetRejection) -> JSONValue {
    [
      "kind": .string(rejection.kind), "place": .string(rejection.place),
      "position": .int(rejection.position), "rule": .string(rejection.rule),
      "reason": .string(rejection.reason), "record": .string(rejection.record),
    ]
  }

  /// What came of making a version the current one, which it may have been before.
  public static func datasetUse(
    _ version: DatasetVersion.ID, of dataset: String, wasCurrent: Bool, previous: DatasetVersion.ID?
  ) -> JSONValue {
    [
      "version": .string("\(version)"), "dataset": .string(dataset),
      "wasCurrent": .bool(wasCurrent),
      "previous": wasCurrent ? .null : JSONValue(previous.map { "\($0)" }),
    ]
  }

  /// The versions whose time was over, and whether they are only named.
  public static func datasetExpiry(_ versions: [DatasetVersion.ID], isTrial: Bool) -> JSONValue {
    ["versions": .strings(versions.map { "\($0)" }), "dryRun": .bool(isTrial)]
  }

  /// What an import came to.
  public static func datasetImport(_ outcome: MoovitaMixImport.Outcome) -> JSONValue {
    let report = outcome.report
    let seconds = max(report.seconds, 0.001)
    var members: [(String, JSONValue)] = [
      ("version", JSONValue(outcome.version.map { "\($0)" })),
      ("isUnchanged", .bool(outcome.version == nil)), ("isHeld", .bool(outcome.isHeld)),
    ]
    members += self.members(report)
    members.append(("recordsPerSecond", .double(Double(report.records + report.rejected) / seconds)))
    if let requests = report.counts["requests"] {
      members.append(("requestsPerSecond", .double(Double(requests) / seconds)))
    }
    members.append(("gaps", .strings(outcome.gaps)))
    if let failure = outcome.packingFailure { members.append(("packingFailure", .string(failure))) }
    return .object(members)
  }

  private static func members(_ version: DatasetVersion) -> [(String, JSONValue)] {
    [
      ("version", .string("\(version.id)")), ("dataset", .string(version.dataset)),
      ("title", .string(version.title)), ("origin", .string(version.origin)),
      ("state", .string(version.state.rawValue)), ("createdAt", JSONValue(version.createdAt)),
      ("endedAt", JSONValue(version.endedAt)), ("expiryAt", JSONValue(version.expiryAt)),
      ("isPacked", .bool(version.isPacked)), ("reason", JSONValue(version.reason)),
    ]
  }

  private static func members(_ report: DatasetReport) -> [(String, JSONValue)] {
    [
      ("records", .int(report.records)), ("rejected", .int(report.rejected)),
      ("previous", JSONValue(report.previous.map { "\($0)" })), ("seconds", .double(report.seconds)),
      ("counts", counts(report.counts)), ("kinds", .array(report.kinds.map(kind))),
      ("doubts", .strings(report.doubts)),
    ]
  }

  private static func kind(_ kind: DatasetReport.Kind) -> JSONValue {
    let changes: JSONValue =
      kind.changes.map { changes in
        [
          "added": .int(changes.added), "changed": .int(changes.changed), "gone": .int(changes.gone),
          "same": .int(changes.same), "renumbered": .int(changes.renumbered),
        ]
      } ?? .null
    return [
      "name": .string(kind.name), "records": .int(kind.records), "rejected": counts(kind.rejected),
      "rejectedRecords": .int(kind.rejectedCount), "flagged": counts(kind.flagged), "changes": changes,
    ]
  }
}

extension MoovitaMixImport.Outcome: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      report: try DatasetReport(part), version: try part.maybeID("version"), gaps: try part.texts("gaps"),
      packingFailure: part.has("packingFailure") ? try part.maybeText("packingFailure") : nil)
  }
}
