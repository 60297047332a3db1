/// Keeps media by what they are: the same bytes are kept once, under their hash.
///
/// What is kept may go at any time: everything in it came from somewhere and can be fetched again. Whoever opens what
/// is gone gets `notStored`, what is damaged `corrupt`; both are worth another try once it was fetched again.
public protocol MediaStore: Sendable {
  /// Takes in a file of this machine.
  ///
  /// With `moving` the file is gone afterwards and must belong to nobody else: where it lies on the same file system
  /// it is not copied. After an error it is where it was.
  ///
  /// - Throws: `tooLarge` beyond `limit` bytes, `corrupt` when the bytes are not `expected`, `storeFailed`.
  func add(
    _ path: String, expecting expected: ContentHash?, limit: Int?, moving: Bool
  ) async throws -> StoredMedia

  /// Begins what comes bit by bit. It is stored once it is committed.
  func writer(expecting expected: ContentHash?, limit: Int?) async throws -> any StoreWriter

  /// An open file whose bytes were compared with their hash.
  func open(_ key: ContentHash) async throws -> StoredFile

  /// Whether something lies under the hash, damaged or not.
  func contains(_ key: ContentHash) async throws -> Bool

  /// Whether something was there.
  @discardableResult
  func remove(_ key: ContentHash) async throws -> Bool

  func usage() async throws -> StoreUsage

  /// Makes room: removes what was not used for long, then what was used longest ago.
  func evict(_ limits: StoreLimits) async throws -> Eviction
}

extension MediaStore {
  public func add(_ path: String, expecting expected: ContentHash? = nil, limit: Int? = nil) async throws
    -> StoredMedia
  {
    try await add(path, expecting: expected, limit: limit, moving: false)
  }

  public func writer(expecting expected: ContentHash? = nil) async throws -> any StoreWriter {
    try await writer(expecting: expected, limit: nil)
  }
}

/// Takes the bytes of one file. What is let go without a commit leaves nothing behind.
public protocol StoreWriter: Sendable {
  /// - Throws: `tooLarge` beyond the limit, `storeFailed`; nothing more can be written after either.
  func append(_ bytes: [UInt8]) async throws

  /// - Throws: `corrupt` when the bytes are not what was expected, `storeFailed`.
  func commit() async throws -> StoredMedia
}

/// What was taken in.
public struct StoredMedia: Sendable, Equatable {
  public let key: ContentHash
  public let byteCount: Int
  /// False when the same bytes had been kept already.
  public let isNew: Bool

  public init(key: ContentHash, byteCount: Int, isNew: Bool) {
    self.key = key
    self.byteCount = byteCount
    self.isNew = isNew
  }
}
