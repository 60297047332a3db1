import Lifecycle
import Models

/// When files are read again of which the reading may fare better another time: the longer they were in vain, the later,
/// for a look may be as frequent as the changes in the folder are.
struct LibraryPatience {
  private struct Failure {
    var signature: LibraryRecord.Signature
    var count: Int
    var until: ContinuousClock.Instant
  }

  static let shortest: Duration = .seconds(60)
  static let longest: Duration = .seconds(86_400)

  private var failures: [String: Failure] = [:]

  mutating func fail(_ file: LibraryTree.File, now: ContinuousClock.Instant) {
    let before = failures[file.path].flatMap { $0.signature == file.signature ? $0.count : nil } ?? 0
    let wait = min(Self.longest, Self.shortest * (1 << min(before, 20)))
    failures[file.path] = Failure(signature: file.signature, count: before + 1, until: now + wait)
  }

  /// One that has changed is another one.
  func isWaiting(_ file: LibraryTree.File, now: ContinuousClock.Instant) -> Bool {
    failures[file.path].map { $0.signature == file.signature && now < $0.until } ?? false
  }
}
