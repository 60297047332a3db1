import Glibc

/// Where the files go that a command makes, and how they are called: settled before anything is made.
struct OutputPlan: Sendable {
  private let place: String
  /// The whole name, where there is one file to make of one source.
  private let whole: String?
  /// For each source.
  private let stems: [String]
  private let rules: OutputRules

  /// A place is a folder, where the source's own name is kept with another ending, or the file where only one is made.
  init(of sources: [String], in place: String, makesOne: Bool, mayReplace: Bool) throws(CommandFailure) {
    let isFolder = Self.isFolder(place)
    guard isFolder || makesOne else {
      if case .file = FileStanding(place) {
        throw CommandFailure("\(place) is a file, but several may have to be written; name a folder")
      }
      throw CommandFailure("\(place) is no folder; make it, because there may be several files to write")
    }
    self.place = place.hasSuffix("/") ? place : place + "/"
    whole = isFolder ? nil : place
    stems = Self.stems(of: sources)
    rules = OutputRules(mayReplace: mayReplace, sources: Set(sources.compactMap { FileIdentity($0) }))
  }

  func names(ofSource number: Int) -> OutputNames {
    OutputNames(stem: place + stems[number], whole: whole, rules: rules)
  }

  /// Each once: of several sources with the same name the first keeps it, and the others get numbers.
  static func stems(of sources: [String]) -> [String] {
    var stems = sources.map(stem)
    var taken: Set<String> = []
    let isFirst = stems.map { taken.insert($0).inserted }
    var numbers: [String: Int] = [:]
    for index in stems.indices where !isFirst[index] {
      let stem = stems[index]
      repeat {
        numbers[stem, default: 1] += 1
        stems[index] = "\(stem)-\(numbers[stem, default: 1])"
      } while !taken.insert(stems[index]).inserted
    }
    return stems
  }

  /// `b` of `/a/b.mp3`.
  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "media"
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}

/// How the files that are made of one source are called.
struct OutputNames: Sendable {
  fileprivate let stem: String
  fileprivate let whole: String?
  fileprivate let rules: OutputRules

  func open(_ suffix: String, _ number: String = "") throws(CommandFailure) -> OutputFile {
    try OutputFile(whole ?? "\(stem)\(number).\(suffix)", rules)
  }
}
