import Glibc

/// Why a file of separated values is not read, or not read on.
public struct CSVError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  static func system(_ path: String, _ code: Int32) -> CSVError {
    CSVError("\(path) cannot be read: \(String(cString: strerror(code)))")
  }
}
