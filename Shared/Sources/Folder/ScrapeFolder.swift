import Lifecycle
public import Models

/// A folder of scrapes of TikTok, or a single file.
///
/// `profiles/<handle>.json` (`.jsonl`, `.ndjson`; each also packed, as `.json.gz`) and the folder `profiles/<handle>` hold exactly that creator, in small
/// letters, and are opened by name. All other files, up to four folders deep, hold whatever they hold: they are read once to
/// know whom they speak of, and again when they have changed.
public actor ScrapeFolder: Source {
  public nonisolated let name = "scrapes"
  public nonisolated let abilities: Set<SourceAbility> = [.profile]
  public nonisolated let meter = SourceMeter()
  public nonisolated let path: String
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Of a file that is no profile.
  private struct Entry {
    /// Nil when the system did not let it be read: that is tried again, even when the file has not changed.
    var signature: FileTree.Signature?
    var handles: Set<Handle>
    var tracks: [Track]
    var rejections: [Rejection]
  }

  private struct Reading {
    var file: ScrapedFile
    /// Why the system did not let it be read.
    var failure: Int32?
  }

  private let executor = BlockingExecutor(label: "scrapes")
  private var entries: [String: Entry] = [:]
  private var recent = RecentFiles()

  /// Nothing is looked at before it is asked for.
  public init(_ path: String) { self.path = path }

  /// All that its files say of a creator: each post once, as the last file by name has it. Profiles from which nothing can
  /// be read throw, so that they are not taken for creators without posts.
  public func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    let tree = try FileTree(path)
    let shared = try refresh(tree).filter { entries[$0.path]?.handles.contains(handle) == true }
    var witnesses: [Witness] = []
    for file in shared {
      let reading = try content(of: file, in: tree)
      witnesses.append(
        Witness(
          path: file.path, file: reading.file, isProfile: false, writtenAt: file.signature.writtenAt))
    }
    for file in try tree.profile(handle.name) {
      let reading = try Self.read(file.path, in: tree)
      witnesses.append(
        Witness(
          path: file.path, file: reading.file, isProfile: true, writtenAt: file.signature.writtenAt,
          failure: reading.failure))
    }
    witnesses.sort { FileTree.isBefore($0.path, $1.path) }
    return try Merging.scrape(of: handle, files: witnesses)
  }

  /// The lists of sounds of all files that are no profiles, each sound once, and what could not be read in these files.
  public func tracks() async throws(SourceError) -> (tracks: [Track], rejections: [Rejection]) {
    let files = try refresh(FileTree(path)).compactMap { entries[$0.path] }
    let rejections = files.lazy.flatMap(\.rejections).prefix(ScrapeReader.rejectionLimit)
    return (Merging.tracks(files.map(\.tracks)), Array(rejections))
  }

  /// Whom it knows, sorted: everyone its files speak of, and profiles by their names.
  public func handles() async throws(SourceError) -> [Handle] {
    let tree = try FileTree(path)
    _ = try refresh(tree)
    var handles = Set(entries.values.lazy.flatMap(\.handles))
    for name in try tree.profileNames() {
      if let handle = try? Handle(name), handle.name == name { handles.insert(handle) }
    }
    return handles.sorted()
  }

  /// Reads what is new or has changed and forgets what is gone. What has been read before something is thrown is not read
  /// again.
  private func refresh(_ tree: FileTree) throws(SourceError) -> [FileTree.File] {
    let files = try tree.shared()
    for file in files where entries[file.path]?.signature != file.signature {
      guard !Task.isCancelled else {
        throw SourceError(.cancelled, "the reading of \(path) was cancelled")
      }
      entries[file.path] = try entry(for: file, in: tree)
    }
    if entries.count > files.count {
      let paths = Set(files.map(\.path))
      entries = entries.filter { paths.contains($0.key) }
    }
    return files
  }

  private func entry(for file: FileTree.File, in tree: FileTree) throws(SourceError) -> Entry {
    let reading = try content(of: file, in: tree)
    let content = reading.file
    let handles = content.authors.map(\.handle) + content.videos.compactMap(\.author)
    return Entry(
      signature: reading.failure == nil ? file.signature : nil, handles: Set(handles),
      tracks: content.tracks, rejections: content.rejections)
  }

  private func content(of file: FileTree.File, in tree: FileTree) throws(SourceError) -> Reading {
    if let content = recent.file(file) { return Reading(file: content) }
    let reading = try Self.read(file.path, in: tree)
    if reading.failure == nil { recent.keep(reading.file, of: file) }
    return reading
  }

  /// What is wrong with the file alone is a rejection; trouble of the file system is thrown.
  private static func read(_ path: String, in tree: FileTree) throws(SourceError) -> Reading {
    do throws(ReadingFailure) {
      return Reading(file: try tree.read(path))
    } catch {
      if error.isOutage, let code = error.code {
        throw SourceError.unavailable(tree.absolute(path), code: code)
      }
      let rejection = Rejection(place: path, offset: 0, reason: error.reason)
      return Reading(file: ScrapedFile(rejections: [rejection]), failure: error.code)
    }
  }
}
