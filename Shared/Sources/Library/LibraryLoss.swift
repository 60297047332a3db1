import Models

/// What is not there any more of what was known.
struct LibraryLoss {
  let gone: [LibraryRecord]
  /// Whether a folder that is not mounted would look like this: nothing is left, or less than half. What has only another
  /// path is not lost.
  let isSuspicious: Bool

  /// So few may be gone at once whatever their share, as long as something is left.
  private static let few = 5

  /// `before` are the paths of what was there before this look: what it found must not make the loss a small one.
  init(of known: [String: LibraryRecord], before: Set<String>, _ files: [LibraryTree.File]) {
    let there = Set(files.map(\.path))
    let present = known.values.filter { !$0.isGone }
    gone = present.filter { !there.contains($0.path) }
    let contents = Set(files.map { Content($0.signature) })
    let lost = gone.filter { !contents.contains(Content($0.signature)) }
    let isEmpty = files.isEmpty && !present.isEmpty
    isSuspicious =
      isEmpty || lost.count > Self.few && lost.count * 2 > present.count { before.contains($0.path) }
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
