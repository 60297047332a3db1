public import Models

/// A video that is wanted, with all that is known of where it may be.
public struct SoughtVideo: Sendable, Equatable {
  public var id: Video.ID
  public var kind: Video.Kind
  /// As its source says them: from outside, and not to be trusted. Of a film one, of photos one each.
  public var links: [String]
  /// What was seen before in the media that it has now, by its content: it may still be kept.
  public var knownContents: [[ContentHash]]
  /// What was seen in media that it had before, the latest first: it may be something else.
  public var formerContents: [[ContentHash]]

  /// More photos than a post can have are left out.
  public init(
    _ id: Video.ID, kind: Video.Kind = .film, links: [String], knownContents: [[ContentHash]] = [],
    formerContents: [[ContentHash]] = []
  ) {
    self.id = id
    self.kind = kind
    self.links = Array(links.prefix(kind == .film ? 1 : Decoder.photoCounts.upperBound))
    self.knownContents = knownContents
    self.formerContents = formerContents
  }
}

/// A video, ready to be decoded.
public struct FoundVideo: Sendable {
  /// A film, or photos in their order.
  public var files: [MediaFile]
  public var kind: Video.Kind
  /// Where it came from, in a word: "link".
  public var origin: String
  /// Of the bytes of each file.
  public var contents: [ContentHash]
  /// Which part of it is not there, in words; nil for none.
  public var lack: String?

  public init(
    _ files: [MediaFile], _ kind: Video.Kind, origin: String, contents: [ContentHash], lack: String? = nil
  ) {
    self.files = files
    self.kind = kind
    self.origin = origin
    self.contents = contents
    self.lack = lack
  }
}
