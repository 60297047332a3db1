import Crypto
import Glibc
import Lifecycle
import Media
import MediaWire
import Models

/// Does what blocks, on a thread of its own.
actor LibraryHand {
  private let executor: BlockingExecutor
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ number: Int) { executor = BlockingExecutor(label: "library \(number)") }

  func listing(of path: String) throws -> (tree: LibraryTree, listing: LibraryTree.Listing) {
    let tree = try LibraryTree(path)
    return (tree, try tree.listing())
  }

  /// Opens a file and reads all of it; what is wrong with it is thrown as `LibraryFlaw`.
  func opened(_ file: LibraryTree.File, in tree: LibraryTree) throws -> OpenLibraryFile {
    let descriptor: Int32
    do throws(ReadingFailure) { descriptor = try tree.open(file.path) } catch {
      if error.isOutage, let code = error.code { throw SourceError.unavailable(tree.root, code: code) }
      // Something else has its name now.
      if error.code == ENOENT || error.code == ELOOP { throw Self.unsteady }
      throw LibraryFlaw(Rules.Library.readable, error.reason)
    }
    let open = OpenLibraryFile(descriptor)
    guard open.signature == file.signature else { throw Self.unsteady }
    guard Rules.Library.size.admits(Double(file.signature.size)) else {
      throw LibraryFlaw(
        Rules.Library.size, file.signature.size == 0 ? "it is empty" : "it is larger than 4 GiB")
    }
    open.hash = try hash(descriptor)
    return open
  }

  /// Throws when it is not what it was when it was opened.
  func check(_ file: LibraryTree.File, _ open: OpenLibraryFile) throws {
    guard open.signature == file.signature else { throw Self.unsteady }
  }

  private static let unsteady = LibraryFlaw(
    Rules.Library.still, "it changes while it is read", mayPass: true)

  private func hash(_ descriptor: Int32) throws -> String {
    do { return try SHA256.hash(descriptor: descriptor).description } catch let failure as FileReadingFailure
    {
      throw LibraryFlaw(Rules.Library.readable, ReadingFailure(code: failure.code).reason)
    }
  }
}

/// What is wrong with a file.
struct LibraryFlaw: Error, Equatable {
  let rule: Rule
  let reason: String
  /// Whether the same file may be found to be right another time.
  let mayPass: Bool

  init(_ rule: Rule, _ reason: String, mayPass: Bool = false) {
    self.rule = rule
    self.reason = reason
    self.mayPass = mayPass
  }
}

/// A file of a library while it is read; closed when it goes.
///
/// Unchecked: the hash is written once, by the hand that opens the file, before anybody else sees it.
final class OpenLibraryFile: @unchecked Sendable {
  private let descriptor: Int32
  fileprivate(set) var hash = ""

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Nil when the system does not say, or it is no file.
  var signature: LibraryRecord.Signature? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return LibraryTree.signature(status)
  }

  /// 160 bits of the hash are enough of a name, and short enough to be typed.
  var key: SourceKey { SourceKey(.library, String(hash.prefix(40))) }

  /// For the decoder, which closes it.
  func media() throws -> MediaFile {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SourceError.unavailable("a file", code: errno) }
    return try MediaFile(descriptor: copy)
  }
}
