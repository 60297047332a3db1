import Lifecycle
public import Models

/// A folder of scrapes of TikTok, or a single file.
///
/// `profiles/<handle>.json` (`.jsonl`, `.ndjson`) and the folder `profiles/<handle>` hold exactly that creator, in small
/// letters, and are opened by name. All other files, up to four folders deep, hold whatever they hold: they are read once to
/// know whom they speak of, and again when they have changed.
public actor ScrapeFolder: Source {
  public nonisolated let name = "scrapes"
  public nonisolated let path: String
  public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Of a file that is no profile.
  private struct Entry {
    var signature: FileTree.Signature
    var handles: Set<Handle>
    var tracks: [Track]
    var rejections: [Rejection]
  }

  private let executor = BlockingExecutor(label: "scrapes")
  private var entries: [String: Entry] = [:]
  private var recent = RecentFiles()

  /// Nothing is looked at before it is asked for.
  public init(_ path: String) { self.path = path }

  /// All that its files say of a creator: each post once, as the last file by name has it.
  public func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    let tree = try FileTree(path)
    let shared = try refresh(tree).filter { entries[$0.path]?.handles.contains(handle) == true }
    var witnesses: [Witness] = []
    for file in shared {
      witnesses.append(Witness(path: file.path, file: content(of: file, in: tree), isProfile: false))
    }
    for path in try tree.profile(handle.name) {
      witnesses.append(Witness(path: path, file: Self.read(path, in: tree), isProfile: true))
    }
    witnesses.sort { FileTree.isBefore($0.path, $1.path) }
    return Merging.scrape(of: handle, files: witnesses)
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
    for name in tree.profileNames() {
      if let handle = try? Handle(name), handle.name == name { handles.insert(handle) }
    }
    return handles.sorted()
  }

  /// Reads what is new or has changed and forgets what is gone.
  private func refresh(_ tree: FileTree) throws(SourceError) -> [FileTree.File] {
    let files = try tree.shared()
    var current: [String: Entry] = [:]
    current.reserveCapacity(files.count)
    for file in files {
      if let entry = entries[file.path], entry.signature == file.signature {
        current[file.path] = entry
        continue
      }
      guard !Task.isCancelled else {
        // What has been read is not read again.
        entries.merge(current) { $1 }
        throw SourceError(.unavailable, "the reading of \(path) was cancelled")
      }
      current[file.path] = entry(for: file, in: tree)
    }
    entries = current
    return files
  }

  private func entry(for file: FileTree.File, in tree: FileTree) -> Entry {
    let content = content(of: file, in: tree)
    let handles = content.authors.map(\.handle) + content.videos.compactMap(\.author)
    return Entry(
      signature: file.signature, handles: Set(handles), tracks: content.tracks,
      rejections: content.rejections)
  }

  private func content(of file: FileTree.File, in tree: FileTree) -> ScrapedFile {
    if let content = recent.file(file) { return content }
    let content = Self.read(file.path, in: tree)
    recent.keep(content, of: file)
    return content
  }

  private static func read(_ path: String, in tree: FileTree) -> ScrapedFile {
    do throws(Flaw) {
      return ScrapeReader.read(try tree.bytes(of: path), place: path)
    } catch {
      return ScrapedFile(rejections: [Rejection(place: path, offset: 0, reason: error.reason)])
    }
  }
}
