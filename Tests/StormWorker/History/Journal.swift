import FoundationEssentials
import Glibc

/// A history on its way into a file, to which several processes append.
struct Journal: Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ entry: History.Entry) throws { try write([entry]) }

  /// Each line goes with one call, so that lines of several processes do not mix, nor are halved by a kill.
  func write(_ entries: [History.Entry]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure(path: path, reason: String(cString: strerror(errno))) }
    defer { close(file) }
    for entry in entries {
      let line = Array(try encoder.encode(entry)) + [UInt8(ascii: "\n")]
      guard Glibc.write(file, line, line.count) == line.count else {
        throw Failure(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  func read() throws -> History {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(path: path, reason: "cannot be read")
    }
    return try History(text: String(decoding: data, as: UTF8.self))
  }

  /// How many bytes there are: a sign that something goes on.
  var byteCount: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): \(reason)" }
  }
}
