public import Models

/// A track whose sound is wanted, with all that is known of where it may be.
public struct SoughtTrack: Sendable, Equatable {
  /// A file of a folder of music.
  public struct LibraryFile: Sendable, Equatable {
    /// The folder.
    public var root: String
    /// From the folder on.
    public var path: String
    /// What the file's bytes are known by, so that another one under its name is told from it.
    public var key: String

    public init(root: String, path: String, key: String) {
      self.root = root
      self.path = path
      self.key = key
    }
  }

  public var id: Track.ID
  /// As its source says it: from outside, and not to be trusted.
  public var mediaURL: String?
  public var libraryFiles: [LibraryFile]
  /// What was heard before in the media that it has now, by its content: it may still be kept.
  public var knownContents: [ContentHash]
  /// What was heard in media that it had before, the latest first: it may be something else.
  public var formerContents: [ContentHash]

  public init(
    _ id: Track.ID, mediaURL: String? = nil, libraryFiles: [LibraryFile] = [],
    knownContents: [ContentHash] = [], formerContents: [ContentHash] = []
  ) {
    self.id = id
    self.mediaURL = mediaURL
    self.libraryFiles = libraryFiles
    self.knownContents = knownContents
    self.formerContents = formerContents
  }
}

/// The sound of a track, ready to be decoded.
public struct FoundSound: Sendable {
  public var file: MediaFile
  /// Where it came from, in a word: "library", "link".
  public var origin: String
  /// Of its bytes.
  public var contentHash: ContentHash?
  /// Whether it is like no other by its making: comparing it with others would teach nothing.
  public var isUnique = false
  /// What has to live as long as the file is read.
  private let keeper: (any Sendable)?

  public init(
    _ file: MediaFile, origin: String, contentHash: ContentHash?, keeping keeper: (any Sendable)? = nil
  ) {
    self.file = file
    self.origin = origin
    self.contentHash = contentHash
    self.keeper = keeper
  }
}
