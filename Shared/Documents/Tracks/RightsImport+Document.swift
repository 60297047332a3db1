public import Datasets

/// What an import of licences came to, in numbers.
public struct ToldRightsImport: Sendable, Equatable {
  /// Whether anything was stored, or would be.
  public let isStored: Bool
  public let rows: Int
  public let taken: Int
  public let rejected: Int
  public let rights: Int
  public let repeated: Int
  public let replaced: Int
  public let tracks: Int
  public let sources: [String]
  public let withheld: [String]
  /// How often which rule was broken.
  public let rules: [String: Int]

  public init(_ report: RightsImport.Report, isStored: Bool) {
    (self.isStored, rows, taken, rejected) = (isStored, report.rows, report.taken, report.rejected)
    (rights, repeated, replaced) = (report.stored, report.repeated, report.replaced)
    (tracks, sources) = (report.tracks.count, report.sources.sorted())
    (withheld, rules) = (report.withheld.sorted(), report.broken)
  }
}

extension ToldRightsImport: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    (isStored, rows) = (try part.flag("stored"), try part.whole("rows"))
    (taken, rejected) = (try part.whole("taken"), try part.whole("rejected"))
    (rights, repeated) = (try part.whole("rights"), try part.whole("repeated"))
    (replaced, tracks) = (try part.whole("replaced"), try part.whole("tracks"))
    (sources, withheld) = (try part.texts("sources"), try part.texts("withheld"))
    rules = try part.member("rules").counts()
  }
}

/// A row that was not taken in, as a document tells it.
public struct ToldRejectedRow: Sendable, Equatable, DocumentReadable {
  public let line: Int
  public let rules: [String]
  public let reason: String
  public let row: String

  public init(_ part: DocumentPart) throws(DocumentError) {
    (line, rules) = (try part.whole("line"), try part.texts("rules"))
    (reason, row) = (try part.text("reason"), try part.text("row"))
  }
}
