import Crypto
import Glibc
import Lifecycle
import Media

/// Files of a folder of music, as they were when they were taken in: what has changed since is not the same track.
struct LibraryPlace: MediaPlace {
  private let hand = FileHand()

  func mayHave(_ track: SoughtTrack) -> Bool { !track.libraryFiles.isEmpty }

  func media(of track: SoughtTrack) async throws -> FoundSound {
    var failure: MediaError?
    for file in track.libraryFiles {
      do {
        let (media, hash) = try await hand.open(file)
        return FoundSound(media, origin: "library", contentHash: hash)
      } catch let error as MediaError {
        if failure == nil || (error.isRetriable && failure?.isRetriable == false) { failure = error }
      }
    }
    throw failure ?? MediaError(.missing, "no file of it is known")
  }
}

/// Opens and reads files on a thread of its own.
private actor FileHand {
  private let executor = BlockingExecutor(label: "library files")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func open(_ file: SoughtTrack.LibraryFile) throws -> (MediaFile, ContentHash) {
    guard !file.path.split(separator: "/").contains("..") else {
      throw MediaError(.missing, "the file lies outside of its folder")
    }
    let path = file.root + "/" + file.path
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.failure(errno, file) }
    // Closes it in any case.
    let media = try MediaFile(descriptor: descriptor)
    let hash = try hash(descriptor)
    guard "\(hash)".hasPrefix(file.key) else {
      throw MediaError(.corrupt, "the file has changed since it was taken in")
    }
    return (media, hash)
  }

  /// A file that is gone is another matter than a folder that is away, or that may not be read at present.
  private static func failure(_ code: Int32, _ file: SoughtTrack.LibraryFile) -> MediaError {
    let words = "the file cannot be opened: \(String(cString: strerror(code)))"
    guard access(file.root, R_OK | X_OK) == 0 else {
      return MediaError(.unavailable, "its folder of music is not there or may not be read: \(file.root)")
    }
    return MediaError([ENOENT, ENOTDIR, ELOOP].contains(code) ? .missing : .unavailable, words)
  }

  private func hash(_ descriptor: Int32) throws -> ContentHash {
    do { return ContentHash(try SHA256.hash(descriptor: descriptor)) } catch let failure as FileReadingFailure
    {
      throw MediaError(.unreadable, "the file cannot be read: \(failure)")
    }
  }
}
