import FoundationEssentials
public import Models
public import Storage

/// What may be done with a track, as a document tells it.
public struct ToldRights: Sendable {
  public let track: Track.ID
  public let rights: Rights
}

extension ToldRights: DocumentReadable {
  /// What of it everywhere at a moment follows from the rights.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let rights: [TrackRight] = try part.list("rights")
    self.init(track: Track.ID(try part.id("track")), rights: Rights(rights))
  }
}

extension TrackRight: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      try part.value("territory", "country") { Territory($0) }, try part.choice("use"),
      isPermission: try part.flag("allowed"), from: try part.maybeMoment("from"),
      until: try part.maybeMoment("until"), source: try part.text("source"))
  }
}

extension RightsStore.Entry: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(Track.ID(try part.id("track")), try TrackRight(part))
  }
}

extension RightsStore.SourceSummary: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    self.init(
      source: try part.text("source"), rights: try part.whole("rights"), tracks: try part.whole("tracks"),
      importedAt: try part.moment("importedAt"))
  }
}
