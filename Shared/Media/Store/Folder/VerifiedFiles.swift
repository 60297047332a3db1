import Glibc
import Synchronization

/// What tells a file from another one, and from itself after a change.
struct FileIdentity: Sendable, Equatable {
  private let device: dev_t
  private let inode: ino_t
  private let size: off_t
  private let modified: Duration
  private let changed: Duration

  init(_ status: stat) {
    device = status.st_dev
    inode = status.st_ino
    size = status.st_size
    modified = status.lastUse
    changed = status.lastChange
  }

  /// Noting a use changes the times, and links are no matter.
  func isSameContent(as other: FileIdentity) -> Bool {
    (device, inode, size) == (other.device, other.inode, other.size)
  }
}

/// The objects whose bytes this process has compared with their hash, as they were then. It remembers so many and
/// forgets what it was told first. An object whose times have changed is read again: another process has noted its
/// use, at most once an hour, or somebody has written to it.
final class VerifiedFiles: Sendable {
  private struct State {
    var identities: [ContentHash: FileIdentity] = [:]
    /// Keys in the order of their arrival; the next one to go is at `oldest`.
    var keys: [ContentHash] = []
    var oldest = 0
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int = 16_384) { self.limit = limit }

  var count: Int { state.withLock { $0.identities.count } }

  func contains(_ key: ContentHash, _ identity: FileIdentity) -> Bool {
    state.withLock { $0.identities[key] == identity }
  }

  func insert(_ key: ContentHash, _ identity: FileIdentity) {
    state.withLock { state in
      guard state.identities.updateValue(identity, forKey: key) == nil else { return }
      guard state.keys.count == limit else { return state.keys.append(key) }
      state.identities[state.keys[state.oldest]] = nil
      state.keys[state.oldest] = key
      state.oldest = (state.oldest + 1) % limit
    }
  }
}
