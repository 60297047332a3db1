import Glibc

extension MediaError {
  /// What the kernel refused, and what to do about it where somebody can.
  static func store(_ number: Int32, _ doing: String, at path: String? = nil) -> MediaError {
    let place = path.map { "\($0): " } ?? ""
    let reason =
      switch number {
      case ENOSPC, EDQUOT:
        "there is no room left; free some, or keep less with HOOKLINE_MEDIA_LIMIT"
      case EACCES, EPERM: "user \(geteuid()) may not do that there; give the media folder to that user"
      case EROFS: "the media folder is read-only; mount it for writing"
      case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n)"
      default: String(cString: strerror(number)).lowercased()
      }
    return MediaError(.storeFailed, "\(place)\(doing): \(reason)")
  }

  static func notStored(_ key: ContentHash) -> MediaError {
    MediaError(.notStored, "\(key) is not in the media store; it has to be fetched again")
  }

  static func damaged(_ key: ContentHash, _ reason: String) -> MediaError {
    MediaError(.corrupt, "\(key) was damaged in the media store (\(reason)) and has to be fetched again")
  }

  static func unexpected(_ found: ContentHash, expecting expected: ContentHash) -> MediaError {
    MediaError(.corrupt, "the bytes are \(found) instead of \(expected)")
  }

  static func tooLarge(_ limit: Int) -> MediaError {
    MediaError(.tooLarge, "there are more than \(limit) bytes")
  }
}
