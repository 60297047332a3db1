public import Sources

/// Reads files of MoovitaMix: users first and histories last, each file in parts, so that memory stays flat.
public struct MoovitaMixFolder: Sendable {
  /// `base` is added to positions in the file, so that the files of a kind come one after the other.
  public typealias Take =
    @Sendable (_ batch: FlatBatch, _ kind: MoovitaMixKind, _ place: String, _ base: Int) async throws -> Void

  /// Parts in memory at once: one that is read, and one for each processor.
  private static let partLimit = 3

  private let files: [MoovitaMixFile]
  private let note: @Sendable (MoovitaMixCrawl.Progress) -> Void

  public init(
    _ files: [MoovitaMixFile], note: @escaping @Sendable (MoovitaMixCrawl.Progress) -> Void = { _ in }
  ) {
    self.files = files
    self.note = note
  }

  /// The files in a folder that are such files, or the file; sorted by name. Throws `DatasetError.missing` when there are
  /// none.
  public static func files(at path: String) throws(DatasetError) -> [MoovitaMixFile] {
    let advice = "name users*, tracks* and listen_history* with .json, .jsonl or .ndjson, packed also .gz"
    if let names = try FolderNames.list(path) {
      let files = names.sorted().compactMap { MoovitaMixFile(path + "/" + $0) }
      guard !files.isEmpty else { throw DatasetError(.missing, "\(path) has no files to import; \(advice)") }
      return files
    }
    guard let file = MoovitaMixFile(path) else {
      throw DatasetError(.missing, "\(path) is none of the files of MoovitaMix; \(advice)")
    }
    return [file]
  }

  /// The names in a folder that are none of such files, without hidden ones.
  public static func ignored(at path: String) throws(DatasetError) -> [String] {
    try (FolderNames.list(path) ?? []).sorted().filter { $0.first != "." && MoovitaMixFile($0) == nil }
  }

  /// Throws `DatasetError.unusable` when there are not files of all kinds: a version is the whole data set, and would have
  /// nothing of what is missing.
  public static func requireAllKinds(_ files: [MoovitaMixFile]) throws(DatasetError) {
    let missing = MoovitaMixKind.allCases.filter { kind in !files.contains { $0.kind == kind } }
    guard !missing.isEmpty else { return }
    let names = missing.map { $0.path + "*" }.joined(separator: " and ")
    throw DatasetError(.unusable, "there is no file \(names); a version is the whole data set")
  }

  /// Hands the records to `take`, several parts at once.
  public func read(_ take: @escaping Take) async throws {
    var progress = MoovitaMixCrawl.Progress()
    progress.pageCount = files.count
    for kind in MoovitaMixKind.allCases {
      var base = 0
      for file in files where file.kind == kind {
        let extent = try await read(file, base: base, take) { count in
          var progress = progress
          progress.records += count
          note(progress)
        }
        base += extent.positions
        progress.records += extent.records
        progress.pages += 1
        note(progress)
      }
    }
  }

  /// How many records there were, and how many places they had.
  private func read(
    _ file: MoovitaMixFile, base: Int, _ take: @escaping Take, _ tell: (Int) -> Void
  ) async throws -> (records: Int, positions: Int) {
    let parts = FileParts(file)
    var records = 0
    var end = 0
    try await withThrowingTaskGroup(of: Int.self) { group in
      var running = 0
      while let part = try await parts.next() {
        if running == Self.partLimit {
          records += try await group.next() ?? 0
          running -= 1
          tell(records)
        }
        end = part.offset + part.bytes.count
        group.addTask { try await Self.take(part, of: file, base: base, take) }
        running += 1
      }
      for try await count in group { records += count }
    }
    return (records, file.layout == .lines ? end : records)
  }

  private static func take(
    _ part: FileParts.Part, of file: MoovitaMixFile, base: Int, _ take: Take
  ) async throws -> Int {
    let batch: FlatBatch
    switch file.layout {
    case .lines: batch = MoovitaMixPage.readLines(part.bytes, file.kind, offset: part.offset)
    case .document:
      do { batch = try MoovitaMixPage.readDocument(part.bytes, file.kind) } catch {
        throw DatasetError(.unusable, "\(file.name) cannot be read: \(error.reason)")
      }
    }
    try await take(batch, file.kind, file.name, base)
    return batch.count + batch.refusals.count
  }
}
