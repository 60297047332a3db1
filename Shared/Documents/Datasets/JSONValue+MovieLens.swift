public import Datasets
import Sources

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
