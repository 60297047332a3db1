import Glibc
import Lifecycle

/// What the kernel says of changes in a folder and in the folders within.
actor FolderEvents {
  enum Trouble: Equatable {
    /// There are more folders than the system lets a user watch, or no watching at all.
    case notWatched(String)
  }

  private static let mask = UInt32(
    IN_CREATE | IN_DELETE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF
      | IN_MOVE_SELF)
  private static let folderLimit = 20_000

  private let executor = BlockingExecutor(label: "library watch")
  private let path: String
  /// Ends a wait from outside.
  nonisolated let wake = WakePipe()
  private var descriptor: Int32 = -1
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ path: String) { self.path = path }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches all folders that there are now; those that are watched already stay so. What cannot be is the result.
  func watch() -> Trouble? {
    if descriptor < 0 { descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK)) }
    guard descriptor >= 0 else { return .notWatched(String(cString: strerror(errno))) }
    let listing: LibraryTree.Listing
    let root: String
    do throws(SourceError) {
      let tree = try LibraryTree(path)
      root = tree.root
      listing = try tree.listing()
    } catch { return .notWatched("\(error)") }
    guard listing.folders.count <= Self.folderLimit else {
      return .notWatched("there are more than \(Self.folderLimit) folders")
    }
    for folder in listing.folders {
      let place = folder.isEmpty ? root : root + "/" + folder
      let code = inotify_add_watch(descriptor, place, Self.mask | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW))
      // One that went away meanwhile has nothing to watch.
      if code < 0, errno != ENOENT, errno != ENOTDIR, errno != EACCES {
        return .notWatched(String(cString: strerror(errno)))
      }
    }
    return nil
  }

  /// Waits until something changes, or so long; whether something did. Another folder, or events that were lost, are told
  /// by `needsWatch`.
  func wait(until deadline: ContinuousClock.Instant?) -> (hasChanged: Bool, needsWatch: Bool) {
    var requests = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let milliseconds = deadline.map { Self.milliseconds($0 - .now) } ?? -1
    guard poll(&requests, 2, milliseconds) > 0, requests[0].revents != 0 else { return (false, false) }
    return drain()
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    let milliseconds = Double(seconds) * 1000 + Double(attoseconds) / 1e15
    return Int32(max(0, min(milliseconds.rounded(.up), 1e9)))
  }

  private func drain() -> (Bool, Bool) {
    var (hasChanged, needsWatch) = (false, false)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { room.deallocate() }
    while true {
      let count = read(descriptor, room.baseAddress, room.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (hasChanged, needsWatch) }
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let event = room.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        offset += MemoryLayout<inotify_event>.size + Int(event.len)
        let bits = event.mask
        // What follows the removal of a watch is no change by itself.
        if bits & UInt32(IN_IGNORED) == 0 { hasChanged = true }
        if bits & UInt32(IN_ISDIR | IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF) != 0 { needsWatch = true }
      }
    }
  }
}
