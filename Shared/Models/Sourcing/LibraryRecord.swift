/// What is known of a file of a folder of music.
public struct LibraryRecord: Sendable, Equatable {
  /// Changes whenever the file is written, replaced or renamed.
  public struct Signature: Sendable, Hashable {
    public var device: Int64
    public var node: Int64
    public var size: Int64
    /// In nanoseconds since 1970, as the next.
    public var writtenAt: Int64
    public var changedAt: Int64

    public init(device: Int64, node: Int64, size: Int64, writtenAt: Int64, changedAt: Int64) {
      self.device = device
      self.node = node
      self.size = size
      self.writtenAt = writtenAt
      self.changedAt = changedAt
    }
  }

  public enum State: Sendable, Equatable {
    case taken(Track)
    case rejected(Rejection)
    /// It was there once, with this track.
    case gone(Track?)
  }

  /// From the folder on.
  public var path: String
  public var signature: Signature
  public var state: State
  /// Whether a decoder has looked into it; else its track is called what the file is called.
  public var isHeard: Bool

  public init(path: String, signature: Signature, state: State, isHeard: Bool) {
    self.path = path
    self.signature = signature
    self.state = state
    self.isHeard = isHeard
  }

  public var track: Track? {
    guard case .taken(let track) = state else { return nil }
    return track
  }

  /// Of one that is gone.
  public var lostTrack: Track? {
    guard case .gone(let track) = state else { return nil }
    return track
  }

  public var isGone: Bool {
    guard case .gone = state else { return false }
    return true
  }
}

/// What a look at a folder of music has found out about one file.
public struct LibraryNews: Sendable, Equatable {
  public var record: LibraryRecord
  /// Of the sound, where a decoder has listened to it.
  public var fingerprint: Fingerprint?
  /// Of the start of the sound, as if it were played at other speeds: what is looked for among other tracks.
  public var others: [Fingerprint]

  public init(_ record: LibraryRecord, fingerprint: Fingerprint? = nil, others: [Fingerprint] = []) {
    self.record = record
    self.fingerprint = fingerprint
    self.others = others
  }
}
