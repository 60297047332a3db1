import Glibc

/// Why a file was not read, or not kept.
struct ReadingFailure: Error, Equatable {
  /// Of the system; nil when it is about what the file is.
  let code: Int32?
  let reason: String
  /// Whether it is about the bytes, of which those before it are what they should be.
  let isDamage: Bool

  init(_ reason: String, isDamage: Bool = false) {
    code = nil
    self.reason = reason
    self.isDamage = isDamage
  }

  init(code: Int32) {
    self.code = code
    isDamage = false
    reason = "it cannot be read: \(String(cString: strerror(code)))"
  }

  /// What was to be kept in a folder, or in a file that is open already.
  init(keepingIn folder: String?, code: Int32) {
    self.code = code
    isDamage = false
    reason = "it cannot be kept\(folder.map { " in \($0)" } ?? ""): \(String(cString: strerror(code)))"
  }

  /// Whether it is the file system's trouble rather than this file's: others would fare no better, or this one will later.
  var isOutage: Bool { code.map { !Self.isAbsence($0) && !Self.isOfOneFile($0) } ?? false }

  static func isAbsence(_ code: Int32) -> Bool { code == ENOENT || code == ENOTDIR }

  /// Forbidden, a link to itself, or a socket or device without anything behind it.
  static func isOfOneFile(_ code: Int32) -> Bool {
    [EACCES, ELOOP, ENXIO, ENODEV].contains(code)
  }
}

extension SourceError {
  static func unavailable(_ path: String, code: Int32) -> SourceError {
    SourceError(.unavailable, "cannot read \(path): \(String(cString: strerror(code)))")
  }
}
