import Glibc
import Models
import TestKit

@testable import Sources

/// What a test reads, without a file.
func read(_ text: String) -> ScrapedFile { ScrapeReader.read(Array(text.utf8), place: "test.json") }

/// The one post in a text; a post without an id when there is not exactly one.
func post(_ text: String) -> Video {
  let file = read(text)
  guard file.videos.count == 1, file.rejections.isEmpty else {
    return Video(key: SourceKey(.tiktok, "\(file.videos.count) posts, \(file.rejections)"))
  }
  return file.videos[0].video
}

/// The one creator in a text.
func author(_ text: String) -> Author? {
  let file = read(text)
  return file.authors.count == 1 && file.rejections.isEmpty ? file.authors[0] : nil
}

extension ScrapedFile {
  var ids: [String] { videos.map(\.video.key.id) }
  var reasons: [String] { rejections.map(\.reason) }
}

/// Samples of the platform's shapes, with invented people and links.
enum Fixtures {
  static let folder = CheckoutFiles.root + "/Tests/Fixtures/tiktok"

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(folder + "/" + path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
    return bytes
  }

  static func read(_ path: String) throws -> ScrapedFile {
    ScrapeReader.read(try bytes(path), place: path)
  }

  /// The bytes of the records of a file, which is a list, has one at this path, or is a record itself.
  static func records(_ path: String, at keys: [StaticString] = []) throws -> [[UInt8]] {
    var value = try record(bytes(path)).root
    for key in keys { value = value[key] }
    return (value.isList ? value.elements() : [value]).compactMap { $0.withBytes { Array($0) } }
  }

  static func record(_ bytes: [UInt8]) throws(Flaw) -> Record {
    let bytes = Bytes(bytes)
    var parser = Parser(Cursor(base: UnsafePointer(bytes.base), end: bytes.capacity, position: 0))
    return Record(bytes: bytes, nodes: try parser.parse())
  }

  struct Missing: Error { let path: String }
}

/// The value of a JSON text.
func value(_ text: String) throws -> Value { try Fixtures.record(Array(text.utf8)).root }
