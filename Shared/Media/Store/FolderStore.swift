import Glibc

/// Media in a folder, shared by any number of processes of one user.
///
/// What is written gets its name only when it is whole and on the disk, so nothing is ever partly there, whatever
/// dies. The folder may be deleted at any time; it is made anew.
///
/// A file that is opened is read and hashed, unless this process has done so before and the file's size, times and
/// number are still the same; what differs is put aside in `damaged`, and nobody gets it. Disks lose bits and people
/// copy folders about, and a damaged file would be analysed once and its result kept for ever.
///
/// When something was used last is the object's time of modification, written at most once an hour.
public final class FolderStore: MediaStore {
  public let path: String

  /// The folder beside what is kept where what is on its way lies, so that it need not be copied.
  public static let fetchingName = "fetching"
  public var fetchingPath: String { "\(path)/\(Self.fetchingName)" }

  private let now: @Sendable () -> Duration
  private let verified = VerifiedFiles()
  private let hands = Hands(4)

  /// - Parameters:
  ///   - path: Made when something is first added. It must not be open for everybody to write.
  ///   - now: The time since 1970.
  public init(_ path: String, now: @escaping @Sendable () -> Duration = FolderStore.wallClock) {
    self.path = path
    self.now = now
  }

  public func add(
    _ path: String, expecting expected: ContentHash?, limit: Int?, moving: Bool
  ) async throws -> StoredMedia {
    try await hands.run { [self] in
      let intake = Intake(store: self, source: path, expected: expected, limit: limit)
      return try intake.run(moving: moving)
    }
  }

  /// Takes in what `produce` hands over, piece by piece, on a thread where it may block.
  public func add(
    expecting expected: ContentHash? = nil, limit: Int? = nil,
    from produce: @Sendable (_ append: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) async throws -> StoredMedia {
    try await hands.run { [self] in
      let incoming = try incoming(limit: limit)
      try produce(incoming.append)
      return try publish(incoming, try incoming.finish(), expecting: expected)
    }
  }

  public func writer(expecting expected: ContentHash?, limit: Int?) async throws -> any StoreWriter {
    let writer = FolderWriter(self, expecting: expected, limit: limit)
    try await writer.begin()
    return writer
  }

  public func open(_ key: ContentHash) async throws -> StoredFile {
    try await hands.run { [self] in
      guard let tree = try tree(creating: false) else { throw MediaError.notStored(key) }
      return try tree.open(key, knowing: verified, at: now())
    }
  }

  public func contains(_ key: ContentHash) async throws -> Bool {
    try await hands.run { [self] in
      try tree(creating: false)?.shard(of: key, creating: false)?.status(of: "\(key)") != nil
    }
  }

  @discardableResult
  public func remove(_ key: ContentHash) async throws -> Bool {
    try await hands.run { [self] in
      guard let shard = try tree(creating: false)?.shard(of: key, creating: false) else { return false }
      if unlinkat(shard.number, "\(key)", 0) == 0 { return true }
      guard errno == ENOENT else { throw MediaError.store(errno, "removing \(key)", at: path) }
      return false
    }
  }

  public func usage() async throws -> StoreUsage {
    // It takes long in a large store, so it is not to keep others waiting.
    try await Hand().run { [self] in
      guard let tree = try tree(creating: false) else { return StoreUsage() }
      return try StoreWalk(tree).usage()
    }
  }

  public func evict(_ limits: StoreLimits) async throws -> Eviction {
    try await Hand().run { [self] in
      guard let tree = try tree(creating: false) else { return Eviction() }
      return try Evictor.run(tree, limits: limits, at: now())
    }
  }

  /// What `now` is by default.
  public static let wallClock: @Sendable () -> Duration = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Duration(time)
  }

  // MARK: For whoever writes a file, on a thread of its own

  func incoming(limit: Int?) throws -> IncomingFile {
    try IncomingFile(in: try madeTree(), limit: limit)
  }

  func adopted(_ source: OpenDescriptor, at path: String, byteCount: Int) throws -> IncomingFile? {
    try IncomingFile(in: try madeTree(), adopting: source, at: path, byteCount: byteCount)
  }

  func publish(
    _ incoming: IncomingFile, _ key: ContentHash, expecting expected: ContentHash?
  ) throws -> StoredMedia {
    if let expected, expected != key { throw MediaError.unexpected(key, expecting: expected) }
    let tree = try madeTree()
    var isNew = try tree.publish(incoming, as: key, at: now())
    // Whoever moves a file in deletes his own, so what was there before must be as good.
    if !isNew, try !isSound(key, in: tree) { isNew = try tree.publish(incoming, as: key, at: now()) }
    return StoredMedia(key: key, byteCount: incoming.byteCount, isNew: isNew)
  }

  /// False for what was damaged and has been put aside.
  private func isSound(_ key: ContentHash, in tree: ObjectTree) throws -> Bool {
    do {
      _ = try tree.open(key, knowing: verified, at: now())
      return true
    } catch let error as MediaError where error.code == .corrupt || error.code == .notStored {
      return false
    }
  }

  private func madeTree() throws -> ObjectTree {
    guard let tree = try tree(creating: true) else { throw MediaError.store(ENOENT, "making it", at: path) }
    return tree
  }

  private func tree(creating: Bool) throws -> ObjectTree? { try ObjectTree(path, creating: creating) }
}
