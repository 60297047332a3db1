import Glibc

/// One eviction in a folder. Blocks, and takes a second or so for a hundred thousand objects.
struct Evictor {
  /// What was never finished lies this long, what was damaged that long.
  static let incomingAge = Duration.seconds(86_400)
  static let damagedAge = Duration.seconds(7 * 86_400)

  private let tree: ObjectTree
  private let limits: StoreLimits
  private let now: Duration
  private var eviction = Eviction()

  /// Does nothing while another process is at it.
  static func run(_ tree: ObjectTree, limits: StoreLimits, at now: Duration) throws -> Eviction {
    guard let lock = try lock(tree) else {
      var eviction = Eviction()
      eviction.wasDone = false
      return eviction
    }
    // Closing the lock's file gives it back, and so does the death of this process.
    return try withExtendedLifetime(lock) {
      var evictor = Evictor(tree: tree, limits: limits, now: now)
      try evictor.run()
      return evictor.eviction
    }
  }

  private init(tree: ObjectTree, limits: StoreLimits, now: Duration) {
    self.tree = tree
    self.limits = limits
    self.now = now
  }

  private static func lock(_ tree: ObjectTree) throws -> OpenDescriptor? {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC
    let number = openat(tree.root.number, ObjectTree.lockName, flags, 0o640)
    guard number >= 0 else { throw MediaError.store(errno, "opening its lock", at: tree.path) }
    let file = OpenDescriptor(owning: number)
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return file }
    guard errno == EWOULDBLOCK else { throw MediaError.store(errno, "locking it", at: tree.path) }
    return nil
  }

  private mutating func run() throws {
    try sweep(.incoming, olderThan: Self.incomingAge)
    try sweep(.damaged, olderThan: Self.damagedAge)
    var candidates = OldestObjects()
    repeat {
      candidates = OldestObjects()
      try look(&candidates)
      guard excess > 0 else { return }
      try sweep(.damaged, olderThan: nil)
      for candidate in candidates.sorted() where excess > 0 { try remove(candidate) }
      // More than could be remembered had to go: look again, unless nobody lets us remove anything.
    } while excess > 0 && candidates.isCut
  }

  private var excess: Int { eviction.remaining.totalByteCount - (limits.byteLimit ?? .max) }

  /// Counts what is there, removes what is too old, and remembers what was used longest ago.
  private mutating func look(_ candidates: inout OldestObjects) throws {
    var aged = Eviction()
    var usage = try StoreWalk(tree).usage { key, status, shard in
      var unused = now - status.lastUse
      if unused < .seconds(-86_400) {
        // The clock was wrong once; nothing is used tomorrow.
        var times = [timespec(now), timespec(now)]
        utimensat(shard.number, "\(key)", &times, AT_SYMLINK_NOFOLLOW)
        unused = .zero
      }
      guard unused >= limits.youth else { return }
      let object = OldestObjects.Object(key: key, lastUse: status.lastUse, byteCount: Int(status.st_size))
      if let ageLimit = limits.ageLimit, unused > ageLimit {
        try Self.remove(object, in: shard, of: tree, &aged)
      } else if limits.byteLimit != nil {
        candidates.insert(object)
      }
    }
    usage.objectCount -= aged.removedCount
    usage.byteCount -= aged.removedByteCount
    eviction.remaining = usage
    eviction.removedCount += aged.removedCount
    eviction.removedByteCount += aged.removedByteCount
  }

  private mutating func remove(_ object: OldestObjects.Object) throws {
    try Task.checkCancellation()
    guard let shard = try tree.shard(of: object.key, creating: false) else { return }
    // It may have been used since.
    guard try shard.status(of: "\(object.key)")?.lastUse == object.lastUse else { return }
    var removed = Eviction()
    try Self.remove(object, in: shard, of: tree, &removed)
    eviction.removedCount += removed.removedCount
    eviction.removedByteCount += removed.removedByteCount
    eviction.remaining.objectCount -= removed.removedCount
    eviction.remaining.byteCount -= removed.removedByteCount
  }

  private static func remove(
    _ object: OldestObjects.Object, in shard: OpenDescriptor, of tree: ObjectTree, _ eviction: inout Eviction
  ) throws {
    if unlinkat(shard.number, "\(object.key)", 0) == 0 {
      eviction.removedCount += 1
      eviction.removedByteCount += object.byteCount
    } else if errno != ENOENT {
      throw MediaError.store(errno, "removing \(object.key)", at: tree.path)
    }
  }

  /// Removes leftovers, and forgets those that were counted.
  private mutating func sweep(_ folder: ObjectTree.Folder, olderThan age: Duration?) throws {
    try StoreWalk(tree).forEachFile(in: folder) { name, status, folder in
      guard status.st_mode & S_IFMT != S_IFDIR, isOver(status, age) else { return }
      guard unlinkat(folder.number, name, 0) == 0 else { return }
      eviction.sweptCount += 1
      guard age == nil else { return }
      eviction.remaining.damagedCount -= 1
      eviction.remaining.damagedByteCount -= Int(status.st_size)
    }
  }

  private func isOver(_ status: stat, _ age: Duration?) -> Bool {
    guard let age else { return true }
    let rest = now - status.lastChange
    // Its process died between giving an object its name and taking this one away.
    let isObject = status.isRegular && status.st_nlink > 1
    return rest >= (isObject ? limits.youth : age)
  }
}
