public import Crypto
import Glibc

/// A file that was fetched whole: private, and deleted when this goes, unless it was moved away.
public final class FetchedFile: Sendable {
  public let path: String
  public let byteCount: Int
  /// Of the bytes as they came.
  public let sha256: Digest
  /// What the server calls it, for the record: nothing here believes it.
  public let contentType: String?
  /// What it is by its first bytes.
  public let format: MediaFormat
  /// Scheme, host and port of where it came from in the end. No more of the link, which may hold a signature.
  public let finalPlace: String
  private let file: PartialFile

  init(_ file: PartialFile, format: MediaFormat, finalPlace: String) {
    self.file = file
    path = file.path
    byteCount = file.byteCount
    sha256 = file.digest()
    contentType = file.origin.contentType.map { String($0.prefix(128)) }
    self.format = format
    self.finalPlace = finalPlace
  }

  /// Gives the file a name of the caller's, on the same file system, replacing what has it. From then on it belongs to
  /// the caller. One that only gets a second name (`link`) needs no more than this object to live until then.
  public func move(to path: String) throws(MediaError) {
    guard rename(self.path, path) == 0 else {
      throw PartialFile.failure("cannot move a file that was fetched", errno)
    }
    file.forget()
  }
}
