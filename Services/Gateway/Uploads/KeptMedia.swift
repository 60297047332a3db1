import API
import HTTP
import Media
import Synchronization

/// What was brought and is kept for a while, so that it need not be brought again: in the store that ingest keeps media in.
///
/// It is named by what it is: who knows the name has had the file. It goes as everything there goes, when it was not used
/// for long or room is needed, and nothing depends on it.
final class KeptMedia: Sendable {
  /// The scheduler makes room so often: what comes between must fit.
  private static let window = Duration.seconds(600)
  private static let piece = 1 << 20

  /// What is taken: what one of the routes can look at.
  static let kinds: [MediaKind] = [.sound, .pictures, .image]

  let store: FolderStore
  private let allowance: Int
  /// Of one key: half, or what one file may have.
  private let share: Int
  private let taken = Mutex(Taken())

  /// What was kept since a moment; and what each key has of that.
  private struct Taken {
    var since = ContinuousClock.now
    var count = 0
    var byKey: [Int64: Int] = [:]
  }

  /// Nil where no folder is set for that. `limit` is how many bytes the store is to keep: of these a quarter may come through
  /// one gateway before there is room again.
  init?(_ folder: String?, limit: Int, largest: Int = Gateway.mediaLimit) {
    guard let folder else { return nil }
    store = FolderStore(folder)
    allowance = limit / 4
    share = max(allowance / 2, min(allowance, largest))
  }

  func keep(_ upload: UploadedFile, by key: Int64?) async throws -> StoredMedia {
    let since = try take(upload.byteCount, by: key)
    var isNew = false
    // What takes no room does not count.
    defer { if !isNew { give(upload.byteCount, by: key, since: since) } }
    do {
      let kept = try await store.add(limit: Gateway.mediaLimit) { append in
        var offset = 0
        while offset < upload.byteCount {
          let bytes = try upload.read(at: offset, count: min(Self.piece, upload.byteCount - offset))
          guard !bytes.isEmpty else { return }
          try bytes.withUnsafeBytes(append)
          offset += bytes.count
        }
      }
      isNew = kept.isNew
      return kept
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

  private func take(_ count: Int, by key: Int64?) throws(Refusal) -> ContinuousClock.Instant {
    var since = ContinuousClock.now
    let refusal: Refusal? = taken.withLock { taken in
      if .now - taken.since > Self.window { taken = Taken() }
      guard taken.count + count <= allowance else { return Self.noRoom }
      let own = key.map { taken.byKey[$0, default: 0] + count } ?? 0
      guard own <= share else { return Self.hasEnough }
      if let key { taken.byKey[key] = own }
      taken.count += count
      since = taken.since
      return nil
    }
    if let refusal { throw refusal }
    return since
  }

  /// What was taken in an earlier stretch is not there to be given back.
  private func give(_ count: Int, by key: Int64?, since: ContinuousClock.Instant) {
    taken.withLock { taken in
      guard taken.since == since else { return }
      taken.count -= count
      guard let key, let own = taken.byKey[key] else { return }
      taken.byKey[key] = own > count ? own - count : nil
    }
  }

  private static let later: Headers = ["Retry-After": "\(window.components.seconds)"]
  private static let noRoom = Refusal(
    .insufficientStorage, "room", "So much was kept of late that there is no room until some is made.",
    headers: later)
  private static let hasEnough = Refusal(
    .tooManyRequests, "room", "This key has had so much kept of late that the rest is for others.",
    headers: later)

  static let gone = Refusal.notFound(
    "Nothing is kept under this name any more: bring it again, POST /v1/media.")
  static let off = Refusal(
    .conflict, "media-off", "Nothing is kept here: HOOKLINE_MEDIA_DIR is not set for this gateway.")
}
