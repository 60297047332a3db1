import Glibc

/// Which file it is, whatever it is called.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  fileprivate init(_ status: stat) { (device, number) = (UInt64(status.st_dev), UInt64(status.st_ino)) }

  /// Of the file that a path leads to, over links too; nil where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// What has a name now, links not followed.
enum FileStanding: Equatable {
  case nothing
  case file(FileIdentity)
  /// No file: what it is instead.
  case other(String)

  init(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      self = .nothing
      return
    }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file(FileIdentity(status))
      case S_IFLNK: .other("a link")
      case S_IFDIR: .other("a folder")
      case S_IFIFO: .other("a pipe")
      case S_IFSOCK: .other("a socket")
      default: .other("a device")
      }
  }
}
