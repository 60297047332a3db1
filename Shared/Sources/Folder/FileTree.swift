import FoundationEssentials
import Glibc

/// The files of a folder, as far as they may hold scrapes, and what tells whether one has changed.
struct FileTree {
  /// Changes whenever a file is written or replaced.
  struct Signature: Equatable {
    let device: UInt64
    let node: UInt64
    let size: Int64
    let written: [Int]

    /// When it was written last; nil where the system does not say.
    var writtenAt: Date? {
      guard written.count >= 2 else { return nil }
      return Date(timeIntervalSince1970: Double(written[0]) + Double(written[1]) / 1e9)
    }
  }

  struct File: Equatable {
    /// From the folder on.
    let path: String
    let signature: Signature
  }

  static let endings = [".json", ".jsonl", ".ndjson"].flatMap { [$0, $0 + ".gz"] }
  static let profiles = "profiles"
  /// Of what cannot be looked at; no file is like that.
  private static let unknown = Signature(device: 0, node: 0, size: -1, written: [])
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
      guard case .file(let signature) = try Self.finding(at: root) else {
        throw SourceError.unavailable(root, code: ENOENT)
      }
      return [File(path: name, signature: signature)]
    }
    var files: [File] = []
    try list("", level: 0, into: &files)
    return files.sorted { Self.isBefore($0.path, $1.path) }
  }

  /// What holds exactly one creator, by name. Looked for by name, so that others cost nothing.
  func profile(_ name: String) throws(SourceError) -> [File] {
    guard isFolder else { return [] }
    var files: [File] = []
    let stem = Self.profiles + "/" + name
    for path in Self.endings.map({ stem + $0 }) {
      switch try Self.finding(at: absolute(path)) {
      case .file(let signature): files.append(File(path: path, signature: signature))
      case .closed: files.append(File(path: path, signature: Self.unknown))
      case .folder, nil: break
      }
    }
    if try Self.finding(at: absolute(stem)) == .folder { try list(stem, level: 2, into: &files) }
    return files.sorted { Self.isBefore($0.path, $1.path) }
  }

  /// The names of profiles there are, in no order.
  func profileNames() throws(SourceError) -> [String] {
    guard isFolder else { return [] }
    return try Self.entries(of: absolute(Self.profiles)).map { entry in
      let ending = Self.endings.first { entry.name.hasSuffix($0) } ?? ""
      return String(entry.name.dropLast(ending.count))
    }
  }

  /// By bytes: the order must not depend on a language.
  static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  private func list(_ folder: String, level: Int, into files: inout [File]) throws(SourceError) {
    for entry in try Self.entries(of: absolute(folder), mayBeMissing: !folder.isEmpty) {
      let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
      let finding = try Self.finding(at: absolute(path))
      if finding == .folder || (finding == .closed && entry.kind == DT_DIR) {
        // Links to folders are not followed: what they lead to is read where it lies, or not at all.
        let isListed = entry.kind != DT_LNK && path != Self.profiles && level < Self.levels
        if isListed { try list(path, level: level + 1, into: &files) }
      } else if Self.endings.contains(where: entry.name.hasSuffix) {
        guard files.count < Self.limit else {
          throw SourceError(.misconfigured, "there are more than \(Self.limit) scrapes in \(root)")
        }
        files.append(File(path: path, signature: finding?.signature ?? Self.unknown))
      }
    }
  }
}

/// What the system says of paths. Its trouble is never taken for absence: whoever is not found is taken for unknown.
extension FileTree {
  private enum Finding: Equatable {
    case folder
    case file(Signature)
    /// It is there, or may be, but must not be looked at. Reading it says why.
    case closed

    var signature: Signature? {
      guard case .file(let signature) = self else { return nil }
      return signature
    }
  }

  /// Nil when there is nothing.
  private static func finding(at path: String) throws(SourceError) -> Finding? {
    var info = stat()
    guard stat(path, &info) == 0 else {
      let code = errno
      if ReadingFailure.isAbsence(code) { return nil }
      guard ReadingFailure.isOfOneFile(code) else { throw SourceError.unavailable(path, code: code) }
      return .closed
    }
    guard info.st_mode & S_IFMT != S_IFDIR else { return .folder }
    let signature = Signature(
      device: UInt64(info.st_dev), node: UInt64(info.st_ino), size: Int64(info.st_size),
      // The time of the last change cannot be set, unlike that of the last writing.
      written: [
        info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_ctim.tv_sec, info.st_ctim.tv_nsec,
      ])
    return .file(signature)
  }

  /// Of a folder, without hidden ones: files that are being written often are.
  private static func entries(of folder: String, mayBeMissing: Bool = true) throws(SourceError)
    -> [(name: String, kind: Int)]
  {
    guard let stream = opendir(folder) else {
      let code = errno
      if mayBeMissing, ReadingFailure.isAbsence(code) { return [] }
      throw SourceError.unavailable(folder, code: code)
    }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Int)] = []
    while let entry = try next(in: stream, of: folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      entries.append((name, Int(entry.pointee.d_type)))
    }
    return entries
  }

  /// Nil at the end, which only `errno` tells from a failure.
  private static func next(in stream: OpaquePointer, of folder: String) throws(SourceError)
    -> UnsafeMutablePointer<dirent>?
  {
    errno = 0
    if let entry = readdir(stream) { return entry }
    let code = errno
    guard code == 0 || ReadingFailure.isAbsence(code) else {
      throw SourceError.unavailable(folder, code: code)
    }
    return nil
  }
}
