import Glibc
import Models

/// Reads scrapes of TikTok: JSON documents and lists of the shapes that scrapers write, told by their keys, and files with one
/// such document a line. What cannot be read is rejected, record by record; nothing is thrown.
public struct ScrapeReader: Sendable {
  /// Larger files are rejected.
  public static let byteLimit = 256 << 20
  public static let rejectionLimit = 1_000
  /// Those that follow in a file are left out, with one rejection that says so.
  static let recordLimit = 200_000

  /// What a file holds that rejections call `place`.
  public static func read(_ bytes: [UInt8], place: String) -> ScrapedFile {
    read(bytes, place: place, recordLimit: recordLimit)
  }

  static func read(_ bytes: [UInt8], place: String, recordLimit: Int) -> ScrapedFile {
    guard bytes.count <= byteLimit else {
      let reason = "the file is larger than \(byteLimit >> 20) MiB"
      return ScrapedFile(rejections: [Rejection(place: place, offset: 0, reason: reason)])
    }
    let encoding = TextEncoding(of: bytes)
    let text = encoding.converted(bytes)
    var harvest = Harvest()
    text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let cursor = Cursor(base: base, end: buffer.count, position: encoding.start)
      var walker = Walker(cursor, of: text, taker: Harvest(limit: recordLimit))
      if LineLayout.isInLines(cursor) { walkLines(cursor, &walker) } else { walker.walk(cursor) }
      harvest = walker.taker
    }
    return harvest.file(place: place) { encoding.offsets($0, in: text) }
  }

  /// Each line is a document of its own, so that a broken one ends where the line does.
  private static func walkLines(_ cursor: Cursor, _ walker: inout Walker<Harvest>) {
    var line = cursor
    var number = 0
    while !line.isAtEnd {
      number += 1
      let end = endOfLine(line)
      var content = Cursor(base: line.base, end: end, position: line.position)
      content.skipSpace()
      if !content.isAtEnd {
        walker.taker.line = number
        walker.walk(content)
      }
      line.position = end + 1
    }
  }

  static func endOfLine(_ cursor: Cursor) -> Int {
    guard let end = memchr(cursor.base + cursor.position, 0x0a, cursor.end - cursor.position) else {
      return cursor.end
    }
    return cursor.base.distance(to: end.assumingMemoryBound(to: UInt8.self))
  }
}
