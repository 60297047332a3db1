public import Models

/// What a look at a folder of music came to.
public struct LibraryLook: Sendable, Equatable {
  /// The folder, without links.
  public var root: String
  /// Files that look like music.
  public var files = 0
  /// Files that were not there before.
  public var added = 0
  /// Files that were there, and are not the same.
  public var changed = 0
  /// Files that were there under another name, or still are.
  public var moved = 0
  /// Files that were not read, because they are as they were.
  public var unchanged = 0
  /// Files that are there no more.
  public var gone = 0
  /// Files that had been gone, and are the same.
  public var returned = 0
  /// Files that are not there and are kept all the same, because so many at once may be a folder that is not mounted.
  public var held = 0
  /// Files that were read and cannot be taken in.
  public var newlyRejected = 0
  /// What is like music by its name and no file that can be read, such as a link.
  public var unreadable = 0
  /// Of all files, as things are now.
  public var rejections: [Rejection] = []
  /// Fingerprints that were made.
  public var fingerprints = 0

  init(root: String) { self.root = root }

  /// Files that are taken and were not read, because they are as they were.
  public var unchangedTaken: Int { unchanged - (rejections.count - unreadable - newlyRejected) }

  public var rejectedByRule: [String: Int] {
    rejections.reduce(into: [:]) { $0[$1.rule, default: 0] += 1 }
  }
}

/// How far a look is.
public struct LibraryProgress: Sendable, Equatable {
  /// Of those that must be read.
  public var read: Int
  public var toRead: Int
  /// What became of the last file that was kept.
  public var news: LibraryNews?
}
