import Glibc
import Media

/// Keeps one made-up file after the other in the folder that it is given, tells the hash of each, and never ends.
@main enum Main {
  static func main() async throws {
    let store = FolderStore(CommandLine.arguments[1])
    var generator = SystemRandomNumberGenerator()
    while true {
      let writer = try await store.writer()
      for _ in 0..<Int.random(in: 1...16) {
        let word = generator.next()
        try await writer.append([UInt8](repeating: UInt8(truncatingIfNeeded: word), count: 1 << 16))
        try await writer.append(withUnsafeBytes(of: word) { Array($0) })
      }
      let line = "\(try await writer.commit().key)\n"
      _ = line.withCString { write(2, $0, strlen($0)) }
    }
  }
}
