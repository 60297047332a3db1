import API
import HTTP
import Media

/// What was brought and is kept for a while, so that it need not be brought again: in the store that ingest keeps media in.
///
/// It is named by what it is: who knows the name has had the file. It goes as everything there goes, when it was not used
/// for long or room is needed, and nothing depends on it. Nil where no folder is set for that.
struct KeptMedia: Sendable {
  private static let piece = 1 << 20

  let store: FolderStore

  init?(_ folder: String?) {
    guard let folder else { return nil }
    store = FolderStore(folder)
  }

  /// What is taken: what one of the routes can look at.
  static let kinds: [MediaKind] = [.sound, .pictures, .image]

  func keep(_ upload: UploadedFile) async throws -> StoredMedia {
    do {
      return try await store.add(limit: Gateway.mediaLimit) { append in
        var offset = 0
        while offset < upload.byteCount {
          let bytes = try upload.read(at: offset, count: min(Self.piece, upload.byteCount - offset))
          guard !bytes.isEmpty else { return }
          try bytes.withUnsafeBytes(append)
          offset += bytes.count
        }
      }
    } catch let error as MediaError where error.code == .storeFailed {
      throw Refusal(.insufficientStorage, "room", "There is no room to keep this.")
    }
  }

  /// Throws for what is not there any more, or was damaged.
  func open(_ key: ContentHash) async throws -> StoredFile {
    do { return try await store.open(key) } catch let error as MediaError {
      guard [.notStored, .corrupt].contains(error.code) else { throw error }
      throw Self.gone
    }
  }

  static let gone = Refusal.notFound(
    "Nothing is kept under this name any more: bring it again, POST /v1/media.")
  static let off = Refusal(
    .conflict, "media-off", "Nothing is kept here: HOOKLINE_MEDIA_DIR is not set for this gateway.")
}
