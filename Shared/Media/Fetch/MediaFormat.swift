/// What a file is by its first bytes, whatever its name and its sender say.
public enum MediaFormat: String, Sendable, CaseIterable {
  // Sound alone
  case wav, aiff, caf, mp3, aac, flac, amr, ac3, midi
  // Sound, pictures or both
  case mp4, matroska, ogg, flv, avi, asf, mpegTS, mpegPS
  // One picture
  case jpeg, png, gif, webp, heif, bmp, tiff
  /// Bytes that are no text and of none of these: the decoder judges.
  case unknown

  /// What may be in it.
  public enum Family: Sendable {
    case sound, container, image, unknown
  }

  public var family: Family {
    switch self {
    case .wav, .aiff, .caf, .mp3, .aac, .flac, .amr, .ac3, .midi: .sound
    case .mp4, .matroska, .ogg, .flv, .avi, .asf, .mpegTS, .mpegPS: .container
    case .jpeg, .png, .gif, .webp, .heif, .bmp, .tiff: .image
    case .unknown: .unknown
    }
  }
}

/// What somebody who fetches a file wants to find in it.
public enum MediaKind: String, Sendable, CaseIterable {
  case sound
  /// Moving ones.
  case pictures
  case image
  case any

  /// Whether a file of that format can hold it.
  public func accepts(_ format: MediaFormat) -> Bool {
    switch (self, format.family) {
    case (.any, _), (_, .unknown): true
    case (.sound, .sound), (.sound, .container): true
    case (.pictures, .container): true
    case (.image, .image): true
    default: self == .pictures && [.gif, .webp].contains(format)
    }
  }
}
