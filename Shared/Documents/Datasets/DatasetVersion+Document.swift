public import Datasets
import FoundationEssentials

extension DatasetVersion: DocumentReadable {
  /// Of a version in a list only the sums of its report are told.
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      id: try part.id("version"), dataset: try part.text("dataset"), title: try part.text("title"),
      origin: try part.text("origin"), state: try part.choice("state"),
      createdAt: try part.moment("createdAt"),
      endedAt: try part.maybeMoment("endedAt"), expiryAt: try part.maybeMoment("expiryAt"),
      isPacked: try part.flag("isPacked"), reason: try part.maybeText("reason"),
      report: part.has("kinds") ? try DatasetReport(part) : try Self.sums(part))
  }

  private static func sums(_ part: DocumentPart) throws(DocumentError) -> DatasetReport {
    var all = DatasetReport.Kind("")
    (all.records, all.rejectedRecords) = (try part.whole("records"), try part.whole("rejected"))
    return DatasetReport(kinds: [all])
  }
}

extension DatasetReport: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(kinds: try part.list("kinds"))
    previous = try part.maybeID("previous")
    counts = try part.member("counts").counts()
    seconds = try part.number("seconds")
    doubts = try part.texts("doubts")
  }
}

extension DatasetReport.Kind: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(try part.text("name"))
    records = try part.whole("records")
    rejected = try part.member("rejected").counts()
    rejectedRecords = try part.whole("rejectedRecords")
    flagged = try part.member("flagged").counts()
    changes = try part.maybeRead("changes")
  }
}

extension DatasetReport.Changes: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      added: try part.whole("added"), changed: try part.whole("changed"), gone: try part.whole("gone"),
      same: try part.whole("same"), renumbered: try part.whole("renumbered"))
  }
}
