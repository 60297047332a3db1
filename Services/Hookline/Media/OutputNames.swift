import Glibc
import Synchronization

/// How the files that are made of one are called.
struct OutputNames: Sendable {
  /// Names that this command has taken: two sources may have the same name.
  final class Taken: Sendable {
    private let paths = Mutex<Set<String>>([])

    func take(_ path: String) -> Bool { paths.withLock { $0.insert(path).inserted } }
  }

  private let stem: String
  /// The whole name, where there is one file to make of one source.
  private let whole: String?
  private let mayReplace: Bool
  private let taken: Taken

  /// A place is a folder, where the source's own name is kept with another ending, or the file where only one is made.
  init(of source: String, in place: String, makesOne: Bool, mayReplace: Bool, taken: Taken)
    throws(CommandFailure)
  {
    self.mayReplace = mayReplace
    self.taken = taken
    let isFolder = Self.isFolder(place)
    guard isFolder || makesOne else {
      throw CommandFailure("\(place) is no folder; make it, because there are several files to write")
    }
    whole = isFolder ? nil : place
    stem = (place.hasSuffix("/") ? place : place + "/") + Self.stem(of: source)
  }

  func open(_ suffix: String, _ number: String = "") throws(CommandFailure) -> OutputFile {
    let path = whole ?? "\(stem)\(number).\(suffix)"
    guard taken.take(path) else { throw CommandFailure("\(path) was made of another file just now") }
    return try OutputFile(path, mayReplace: mayReplace)
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// `b` of `/a/b.mp3`.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "media"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
