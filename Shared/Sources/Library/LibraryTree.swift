import Glibc
import Models

/// The files of a folder of music. Every step is taken from an open folder and over no link, so that nothing outside is
/// reached, whatever somebody puts there meanwhile.
struct LibraryTree {
  struct File: Equatable {
    /// From the folder on.
    let path: String
    let signature: LibraryRecord.Signature
  }

  struct Listing {
    var files: [File] = []
    var rejections: [Rejection] = []
    /// The folders, that of the library itself among them as an empty path.
    var folders: [String] = [""]
    /// How many entries were looked at.
    var entries = 0
  }

  static let endings: Set<String> = [
    "aac", "aif", "aifc", "aiff", "ape", "flac", "m4a", "m4b", "mka", "mp2", "mp3", "oga", "ogg", "opus",
    "wav", "wma",
    "wv",
  ]
  static let fileLimit = 200_000
  static let rejectionLimit = 10_000

  /// Without links and without a slash at its end.
  let root: String

  /// Throws when there is no folder to look into.
  init(_ path: String) throws(SourceError) {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else {
      throw SourceError(
        .unavailable, "the library at \(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { free(resolved) }
    root = String(cString: resolved)
    var status = stat()
    guard stat(root, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw SourceError(.misconfigured, "the library at \(path) is no folder")
    }
  }

  /// All that look like music, by name. Trouble of the file system as a whole is thrown: what it hides must not be taken
  /// for gone.
  func listing() throws(SourceError) -> Listing {
    let folder = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw SourceError.unavailable(root, code: errno) }
    var listing = Listing()
    try list(folder, "", depth: 0, into: &listing)
    listing.files.sort { FileTree.isBefore($0.path, $1.path) }
    return listing
  }

  /// Opens a file, over no link; the caller closes it.
  func open(_ path: String) throws(ReadingFailure) -> Int32 {
    var folder = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw ReadingFailure(code: errno) }
    defer { close(folder) }
    let parts = path.split(separator: "/").map(String.init)
    for part in parts.dropLast() {
      let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard next >= 0 else { throw ReadingFailure(code: errno) }
      close(folder)
      folder = next
    }
    // Not blocking: a pipe in its place would wait for a writer.
    let file = openat(folder, parts.last ?? "", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw ReadingFailure(code: errno) }
    return file
  }

  static func signature(_ status: stat) -> LibraryRecord.Signature {
    LibraryRecord.Signature(
      device: Int64(bitPattern: UInt64(status.st_dev)), node: Int64(bitPattern: UInt64(status.st_ino)),
      size: Int64(status.st_size), writtenAt: nanoseconds(status.st_mtim),
      changedAt: nanoseconds(status.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }

  static func isMusic(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return endings.contains(name[name.index(after: dot)...].lowercased())
  }
}

extension LibraryTree {
  private struct Entry {
    let name: String
    let isUTF8: Bool
    let status: stat?
  }

  /// Closes the folder.
  private func list(_ folder: Int32, _ path: String, depth: Int, into listing: inout Listing)
    throws(SourceError)
  {
    defer { close(folder) }
    for entry in try Self.entries(of: folder, path, limit: Self.fileLimit * 2 - listing.entries) {
      listing.entries += 1
      let inner = path.isEmpty ? entry.name : path + "/" + entry.name
      guard entry.isUTF8 else {
        if Self.isMusic(entry.name) { reject(inner, Rules.Library.name, "its name is not UTF-8", &listing) }
        continue
      }
      // It went away meanwhile.
      guard let status = entry.status else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try enter(entry.name, of: folder, inner, depth: depth + 1, into: &listing)
      case S_IFREG where Self.isMusic(entry.name):
        guard listing.files.count < Self.fileLimit else {
          throw SourceError(.misconfigured, "there are more than \(Self.fileLimit) files in \(root)")
        }
        listing.files.append(File(path: inner, signature: Self.signature(status)))
      case S_IFREG: break
      case let kind where Self.isMusic(entry.name):
        let what = kind == S_IFLNK ? "a link" : kind == S_IFIFO ? "a pipe" : "a socket or device"
        reject(inner, Rules.Library.file, "it is \(what) and no file", &listing)
      default: break
      }
    }
  }

  private func enter(
    _ name: String, of folder: Int32, _ path: String, depth: Int, into listing: inout Listing
  ) throws(SourceError) {
    guard Rules.Library.depth.admits(Double(depth)) else {
      return reject(path, Rules.Library.depth, "it lies too deep, \(depth) folders down", &listing)
    }
    let inner = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard inner >= 0 else {
      let code = errno
      if ReadingFailure.isAbsence(code) { return }
      guard ReadingFailure.isOfOneFile(code) else {
        throw SourceError.unavailable(root + "/" + path, code: code)
      }
      return reject(path, Rules.Library.readable, ReadingFailure(code: code).reason, &listing)
    }
    listing.folders.append(path)
    try list(inner, path, depth: depth, into: &listing)
  }

  private func reject(_ path: String, _ rule: Rule, _ reason: String, _ listing: inout Listing) {
    guard listing.rejections.count < Self.rejectionLimit else { return }
    listing.rejections.append(Rejection(place: path, offset: 0, reason: reason, rule: rule.id))
  }

  /// Without what is hidden: files that are being written often are. All are read before any is entered: a folder at each
  /// level would be open twice otherwise.
  private static func entries(of folder: Int32, _ path: String, limit: Int) throws(SourceError) -> [Entry] {
    let copy = fcntl(folder, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let stream = fdopendir(copy) else {
      let code = errno
      if copy >= 0 { close(copy) }
      throw SourceError.unavailable(path, code: code)
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let next = readdir(stream) else {
        let code = errno
        guard code == 0 || ReadingFailure.isAbsence(code) else {
          throw SourceError.unavailable(path, code: code)
        }
        return entries
      }
      guard let entry = entry(next, of: folder) else { continue }
      guard entries.count < limit else {
        throw SourceError(.misconfigured, "there are more than \(fileLimit * 2) files in the library")
      }
      entries.append(entry)
    }
  }

  private static func entry(_ entry: UnsafeMutablePointer<dirent>, of folder: Int32) -> Entry? {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { name in
        guard name[0] != CChar(UInt8(ascii: ".")) else { return nil }
        var status = stat()
        let isThere = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        let text = String(validatingCString: name)
        return Entry(name: text ?? String(cString: name), isUTF8: text != nil, status: isThere ? status : nil)
      }
    }
  }
}
