import Models
import Sources
import Storage

/// Some rows of a file of licences, whose tracks are looked up together.
struct RightsBatch {
  private struct Row {
    let statement: RightsStatement
    /// What it is rejected with if its track is not known, or is not the only one.
    let unknown: RejectedRow
    let ambiguous: RejectedRow
  }

  private var rows: [Row] = []
  private var rights = 0

  var count: Int { rows.count }
  var isFull: Bool { rows.count >= 1_000 || rights >= 10_000 }

  mutating func add(_ statement: RightsStatement, _ file: RightsFile) {
    rights += statement.rights.count
    rows.append(
      Row(
        statement: statement,
        unknown: file.rejection(Rules.Rights.known, "no track \(statement.subject) is known"),
        ambiguous: file.rejection(
          Rules.Rights.unambiguous,
          "several tracks are called \(statement.subject); name one by its key or number")))
  }

  func resolved(
    _ session: Session
  ) throws -> (entries: [RightsStore.Entry], rejections: [(row: RejectedRow, source: String)]) {
    let finder = try MeantTracks(rows.map(\.statement.subject), session)
    var entries: [RightsStore.Entry] = []
    var rejections: [(row: RejectedRow, source: String)] = []
    for row in rows {
      switch finder[row.statement.subject] {
      case .found(let tracks):
        for track in tracks { entries += row.statement.rights.map { RightsStore.Entry(track, $0) } }
      case .unknown: rejections.append((row.unknown, row.statement.source))
      case .ambiguous: rejections.append((row.ambiguous, row.statement.source))
      }
    }
    return (entries, rejections)
  }
}
