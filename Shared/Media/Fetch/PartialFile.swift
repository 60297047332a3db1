import Crypto
import Glibc
import Synchronization

/// A file on its way: what has come of it so far, hashed as it comes. Deleted with its last reference, unless it was
/// moved away.
///
/// While it lives it is locked, so that a sweep knows it from one whose process has died, wherever that process ran.
final class PartialFile: Sendable {
  /// What the server said of the whole that these bytes are the beginning of.
  struct Origin: Sendable, Equatable {
    /// Names this very content, for `If-Range`; without it the rest cannot be asked for.
    var validator: String?
    var byteCount: Int?
    var contentType: String?
  }

  private struct State: ~Copyable {
    var sha = SHA256()
    var byteCount = 0
    /// The first bytes, as many as tell what it is.
    var head: [UInt8] = []
    var origin = Origin()
    var hasName = true
  }

  let path: String
  private let descriptor: Int32
  private let state = Mutex(State())

  /// Takes over a locked descriptor.
  init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    discard()
    close(descriptor)
  }

  var byteCount: Int { state.withLock { $0.byteCount } }
  var head: [UInt8] { state.withLock { $0.head } }
  var origin: Origin { state.withLock { $0.origin } }

  /// Adds bytes to the end; throws when the disk does not take them.
  func append(_ bytes: UnsafeRawBufferPointer) throws(MediaError) {
    let code = state.withLock { state -> Int32 in
      var written = 0
      while written < bytes.count {
        let count = pwrite(
          descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written,
          off_t(state.byteCount + written))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        written += count
      }
      state.sha.update(bytes)
      state.byteCount += bytes.count
      let room = Sniffer.byteCount - state.head.count
      if room > 0 { state.head.append(contentsOf: bytes.prefix(room)) }
      return 0
    }
    guard code == 0 else { throw Self.failure("cannot write to a file that is being fetched", code) }
  }

  /// Notes how long the whole is, where the server only says so with a part of it.
  func note(byteCount: Int) { state.withLock { $0.origin.byteCount = byteCount } }

  /// Drops what has come, because it is the beginning of something else.
  func restart(_ origin: Origin) throws(MediaError) {
    let code = state.withLock { state -> Int32 in
      guard ftruncate(descriptor, 0) == 0 else { return errno }
      state.sha = SHA256()
      state.byteCount = 0
      state.head = []
      state.origin = origin
      return 0
    }
    guard code == 0 else { throw Self.failure("cannot start a file anew", code) }
  }

  /// The digest of all that has come. The hash begins anew with it, so it is asked for once, at the end.
  func digest() -> Digest {
    state.withLock { state in
      var sha = SHA256()
      swap(&sha, &state.sha)
      return sha.finish()
    }
  }

  /// Deletes it at once; whoever still writes to it writes to nothing.
  func discard() {
    let hasName = forget()
    if hasName { unlink(path) }
  }

  /// Leaves what has its name alone from now on; true when that was still this file.
  @discardableResult
  func forget() -> Bool {
    state.withLock { state in
      defer { state.hasName = false }
      return state.hasName
    }
  }

  static func failure(_ what: String, _ code: Int32) -> MediaError {
    MediaError(.storeFailed, "\(what): \(String(cString: strerror(code)))")
  }
}
