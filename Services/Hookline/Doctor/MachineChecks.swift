import Glibc
import Lifecycle

extension Checks {
  private static let leastFiles: UInt64 = 1024
  private static let leastSpace: UInt64 = 1 << 30

  static func machine(_ settings: Settings, directory: String) -> [Check] {
    let folder = settings[\.localDirectory]
    let checks = [
      folder.map { path in
        Check(subject: "local folder", variable: "HOOKLINE_LOCAL_DIR") { [privacy(of: path)] }
      },
      Check(subject: "disk") { [space(at: folder ?? (directory.isEmpty ? "." : directory))] },
      Check(subject: "open files") { [files()] },
    ]
    return checks.compactMap(\.self)
  }

  /// Passwords lie in this folder.
  static func privacy(of path: String) -> Finding {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .failure("\(path): \(String(cString: strerror(errno)).lowercased()); run \"compose/local up\"")
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { return .failure("\(path) is not a folder") }
    guard status.st_mode & 0o077 == 0 else {
      return .warning("\(path) is open to other users; run \"chmod 700 \(path)\"")
    }
    return .fine("\(path), closed to other users")
  }

  private static func space(at path: String) -> Finding {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else {
      return .warning("\(path): \(String(cString: strerror(errno)).lowercased())")
    }
    return space(free: UInt64(status.f_bavail) * UInt64(status.f_frsize), at: path)
  }

  static func space(free: UInt64, at path: String) -> Finding {
    let tenths = free / (leastSpace / 10)
    let detail = "\(tenths / 10).\(tenths % 10) GiB free at \(path)"
    return free < leastSpace ? .warning(detail + "; servers stop when it is full") : .fine(detail)
  }

  private static func files() -> Finding {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return .warning("the limit cannot be read")
    }
    return files(limit: UInt64(limit.rlim_cur))
  }

  static func files(limit: UInt64) -> Finding {
    guard limit >= leastFiles else {
      return .warning("at most \(limit); raise it with \"ulimit -n \(leastFiles)\" or LimitNOFILE=")
    }
    return .fine("at most \(limit == UInt64.max ? "as many as there are" : "\(limit)")")
  }
}
