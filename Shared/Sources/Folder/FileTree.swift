import Glibc

/// The files of a folder, as far as they may hold scrapes, and what tells whether one has changed.
struct FileTree {
  /// Changes whenever a file is written or replaced.
  struct Signature: Equatable {
    let device: UInt64
    let node: UInt64
    let size: Int64
    let written: [Int]
  }

  struct File: Equatable {
    /// From the folder on.
    let path: String
    let signature: Signature
  }

  static let endings = [".json", ".jsonl", ".ndjson"]
  static let profiles = "profiles"
  private static let levels = 4
  private static let limit = 100_000

  /// Without links and without a slash at its end.
  let root: String
  let isFolder: Bool

  /// Throws when there is nothing that can be looked into at the moment.
  init(_ path: String) throws(SourceError) {
    guard let resolved = realpath(path, nil) else {
      throw SourceError(
        .unavailable, "the scrapes at \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { free(resolved) }
    root = String(cString: resolved)
    var info = stat()
    guard stat(root, &info) == 0 else {
      throw SourceError(
        .unavailable, "the scrapes at \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    isFolder = info.st_mode & S_IFMT == S_IFDIR
    guard isFolder || info.st_mode & S_IFMT == S_IFREG else {
      throw SourceError(.misconfigured, "the scrapes at \(path) are neither a folder nor a file")
    }
  }

  func absolute(_ path: String) -> String { isFolder ? root + "/" + path : root }

  /// All files but those of profiles, by name.
  func shared() throws(SourceError) -> [File] {
    guard isFolder else {
      let name = root.split(separator: "/").last.map(String.init) ?? root
      return Self.signature(root).map { [File(path: name, signature: $0)] } ?? []
    }
    var files: [File] = []
    try list("", level: 0, into: &files)
    return files.sorted { Self.isBefore($0.path, $1.path) }
  }

  /// What holds exactly one creator, by name. Looked for by name, so that others cost nothing.
  func profile(_ name: String) throws(SourceError) -> [String] {
    guard isFolder else { return [] }
    var files: [File] = []
    let stem = Self.profiles + "/" + name
    for path in Self.endings.map({ stem + $0 }) {
      if let signature = Self.signature(absolute(path)) {
        files.append(File(path: path, signature: signature))
      }
    }
    if Self.isFolder(absolute(stem)) { try list(stem, level: 2, into: &files) }
    return files.map(\.path).sorted(by: Self.isBefore)
  }

  /// The names of profiles there are, in no order.
  func profileNames() -> [String] {
    guard isFolder else { return [] }
    return Self.entries(of: absolute(Self.profiles)).map { entry in
      let ending = Self.endings.first { entry.name.hasSuffix($0) } ?? ""
      return String(entry.name.dropLast(ending.count))
    }
  }

  /// By bytes: the order must not depend on a language.
  static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private func list(_ folder: String, level: Int, into files: inout [File]) throws(SourceError) {
    for entry in Self.entries(of: absolute(folder)) {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      if Self.isFolder(absolute(path)) {
        // Links to folders are not followed: what they lead to is read where it lies, or not at all.
        let isListed = !entry.isLink && path != Self.profiles && level < Self.levels
        if isListed { try list(path, level: level + 1, into: &files) }
      } else if Self.endings.contains(where: entry.name.hasSuffix) {
        guard files.count < Self.limit else {
          throw SourceError(.misconfigured, "there are more than \(Self.limit) scrapes in \(root)")
        }
        let missing = Signature(device: 0, node: 0, size: -1, written: [])
        files.append(File(path: path, signature: Self.signature(absolute(path)) ?? missing))
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }

  /// Nil for what is not there and for folders.
  private static func signature(_ path: String) -> Signature? {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT != S_IFDIR else { return nil }
    return Signature(
      device: UInt64(info.st_dev), node: UInt64(info.st_ino), size: Int64(info.st_size),
      // The time of the last change cannot be set, unlike that of the last writing.
      written: [
        info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_ctim.tv_sec, info.st_ctim.tv_nsec,
      ])
  }

  /// Of a folder, without hidden ones: files that are being written often are.
  private static func entries(of folder: String) -> [(name: String, isLink: Bool)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [(name: String, isLink: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      entries.append((name, entry.pointee.d_type == UInt8(DT_LNK)))
    }
    return entries
  }
}
