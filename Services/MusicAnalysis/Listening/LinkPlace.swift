import Glibc
import Media

/// What links of tracks lead to. It is kept, so that a later version of the analysis can hear it after the link is gone.
struct LinkPlace: SoundPlace {
  let fetcher: Fetcher
  let store: any MediaStore

  func mayHave(_ track: SoughtTrack) -> Bool {
    !track.knownContents.isEmpty || !track.formerContents.isEmpty
      || track.mediaURL.map(Self.isOfTheWeb) == true
  }

  /// What the link led to when it was followed last; where it is another link now, what that one leads to; and where that
  /// leads nowhere for good, what the one before led to: what may pass is tried again.
  func sound(of track: SoughtTrack) async throws -> FoundSound {
    if let known = try await kept(track.knownContents) { return known }
    do { return try await fetched(track) } catch let error as MediaError {
      guard !error.isRetriable, let former = try await kept(track.formerContents) else { throw error }
      return former
    }
  }

  private func kept(_ contents: [ContentHash]) async throws -> FoundSound? {
    for hash in contents {
      try Task.checkCancellation()
      if let file = try? await opened(hash) { return FoundSound(file, origin: "link", contentHash: hash) }
    }
    return nil
  }

  private func fetched(_ track: SoughtTrack) async throws -> FoundSound {
    guard let url = track.mediaURL, Self.isOfTheWeb(url) else {
      throw MediaError(.gone, "what was heard before is not kept any more, and there is no link to it")
    }
    let fetched = try await fetcher.fetch(MediaLink(url, expected: .sound))
    let kept = try await store.add(fetched.path, expecting: ContentHash(fetched.sha256))
    return FoundSound(try await opened(kept.key), origin: "link", contentHash: kept.key)
  }

  private func opened(_ hash: ContentHash) async throws -> MediaFile {
    let stored = try await store.open(hash)
    let copy = fcntl(stored.descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw MediaError(.storeFailed, "there is no descriptor left for \(hash)") }
    return try MediaFile(descriptor: copy)
  }

  private static func isOfTheWeb(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}
