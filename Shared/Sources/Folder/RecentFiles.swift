/// What the last files read hold, so that creators who share a few files do not cost a reading each.
struct RecentFiles {
  private struct Entry {
    var path: String
    var signature: FileTree.Signature
    var file: ScrapedFile
  }

  /// In bytes of the files themselves; what is kept of them is less. The last file is kept however large it is: those who
  /// share it would read it once for each creator.
  private let limit: Int64
  /// The one used last comes last.
  private var entries: [Entry] = []

  init(limit: Int64 = 64 << 20) { self.limit = limit }

  mutating func file(_ file: FileTree.File) -> ScrapedFile? {
    guard let place = entries.firstIndex(where: { $0.path == file.path && $0.signature == file.signature })
    else { return nil }
    let entry = entries.remove(at: place)
    entries.append(entry)
    return entry.file
  }

  mutating func keep(_ content: ScrapedFile, of file: FileTree.File) {
    entries.removeAll { $0.path == file.path }
    entries.append(Entry(path: file.path, signature: file.signature, file: content))
    var total = entries.reduce(0) { $0 + max($1.signature.size, 4_096) }
    while total > limit, entries.count > 1 { total -= max(entries.removeFirst().signature.size, 4_096) }
  }
}
