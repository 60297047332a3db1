public import Datasets
public import Sources

extension JSONValue {
  /// What the import of a data set of MovieLens came to.
  public static func movieLensImport(_ imported: MovieLensReport) -> JSONValue {
    let report = imported.report
    return [
      "version": JSONValue(imported.version.map { "\($0)" }), "isUnchanged": .bool(imported.version == nil),
      "isHeld": .bool(imported.isHeld), "doubts": .strings(report.doubts),
      "films": .int(imported.films), "ratings": .int(imported.ratings),
      "users": .int(imported.users), "ratedFilms": .int(imported.ratedFilms), "tags": .int(imported.tags),
      "seconds": .double(report.seconds),
      "files": .array(
        imported.quality.map { file in
          [
            "file": .string(file.file), "rows": .int(file.rows), "taken": .int(file.taken),
            "excluded": .int(file.excluded), "mended": .brokenRules(file.mended),
            "rules": .brokenRules(file.broken),
            "together": .array(
              file.excludedTogether.sorted {
                ($1.value, $0.key.sorted().first ?? "") < ($0.value, $1.key.sorted().first ?? "")
              }
              .map { ["rules": .strings($0.key.sorted()), "rows": .int($0.value)] }),
          ]
        }),
      "previous": JSONValue(report.previous.map { "\($0)" }),
      "changes": .object(
        report.kinds.compactMap { kind in
          kind.changes.map {
            (
              kind.name,
              [
                "added": .int($0.added), "changed": .int($0.changed), "gone": .int($0.gone),
                "same": .int($0.same),
              ]
            )
          }
        }),
    ]
  }
}

extension MovieLensReport: DocumentReadable {
  /// Of the kinds only their changes are told.
  public init(_ part: DocumentPart) throws(DocumentError) {
    var report = DatasetReport()
    for (name, changes) in try part.member("changes").members() {
      var kind = DatasetReport.Kind(name)
      kind.changes = .init(
        added: try changes.whole("added"), changed: try changes.whole("changed"),
        gone: try changes.whole("gone"), same: try changes.whole("same"))
      report.kinds.append(kind)
    }
    report.previous = try part.maybeID("previous")
    report.doubts = try part.texts("doubts")
    report.seconds = try part.number("seconds")
    self.init(
      version: try part.maybeID("version"), quality: try part.list("files"), films: try part.whole("films"),
      ratings: try part.whole("ratings"), tags: try part.whole("tags"), users: try part.whole("users"),
      ratedFilms: try part.whole("ratedFilms"), report: report)
  }
}

extension FileQuality: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(try part.text("file"))
    (rows, taken) = (try part.whole("rows"), try part.whole("taken"))
    mended = try part.member("mended").counts()
    broken = try part.member("rules").counts()
    for together in try part.member("together").elements() {
      excludedTogether[Set(try together.texts("rules"))] = try together.whole("rows")
    }
  }
}
