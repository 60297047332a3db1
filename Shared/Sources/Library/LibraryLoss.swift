import Models

/// What is not there any more of what was known.
struct LibraryLoss {
  let gone: [LibraryRecord]
  /// Whether a folder that is not mounted would look like this: nothing is left, or less than half. What has only another
  /// path is not lost.
  let isSuspicious: Bool

  /// So few may be gone at once whatever their share, as long as something is left.
  private static let few = 5

  init(of known: [String: LibraryRecord], _ files: [LibraryTree.File]) {
    let there = Set(files.map(\.path))
    let before = known.values.filter { !$0.isGone }
    gone = before.filter { !there.contains($0.path) }
    let contents = Set(files.map { Content($0.signature) })
    let lost = gone.filter { !contents.contains(Content($0.signature)) }
    let isEmpty = files.isEmpty && !before.isEmpty
    isSuspicious = isEmpty || lost.count > Self.few && lost.count * 2 > before.count
  }

  /// What stays the same when a file is moved, and mostly when it is copied.
  private struct Content: Hashable {
    let size: Int64
    let writtenAt: Int64

    init(_ signature: LibraryRecord.Signature) {
      size = signature.size
      writtenAt = signature.writtenAt
    }
  }
}
