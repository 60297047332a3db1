import Compression
import Glibc
import Models

/// Reads scrapes of TikTok: JSON documents and lists of the shapes that scrapers write, told by their keys, and files with one
/// such document a line, packed or not. What cannot be read is rejected, record by record; nothing is thrown.
public struct ScrapeReader: Sendable {
  /// Larger files are rejected, and packed ones that unpack to more. `ScrapeStream` reads them.
  public static let byteLimit = 256 << 20
  /// Larger records are rejected.
  public static let recordByteLimit = 8 << 20
  public static let rejectionLimit = 1_000
  /// Those that follow in a file are left out, with one rejection that says so.
  static let recordLimit = 200_000

  /// What a file holds that rejections call `place`.
  public static func read(_ bytes: [UInt8], place: String) -> ScrapedFile {
    read(bytes, place: place, recordLimit: recordLimit)
  }

  static func read(_ bytes: [UInt8], place: String, recordLimit: Int) -> ScrapedFile {
    guard bytes.count <= byteLimit else {
      return ScrapedFile(rejections: [Rejection(place: place, offset: 0, reason: tooLarge)])
    }
    return read(HeldBytes(bytes), place: place, recordLimit: recordLimit).file
  }

  static var tooLarge: String { "the file is larger than \(byteLimit >> 20) MiB" }

  /// What a supply gives, and why that is not all. What is packed and broken is kept up to there; of everything else that
  /// fails, the caller has to think for itself.
  static func read(
    _ supply: any ByteSupply, place: String, recordLimit: Int = recordLimit
  ) -> (file: ScrapedFile, failure: ReadingFailure?) {
    let unpacked = Unpacking(supply, limits: Gunzip.Limits(byteCount: byteLimit))
    let window = Window(unpacked)
    var walker = Walker(window, taker: Harvest(place: place, limit: recordLimit))
    walk(&walker, window)
    return (walker.taker.file(), window.failure)
  }

  /// Reads all of a window, and refuses where it ends before its end.
  static func walk(_ walker: inout Walker<Harvest>, _ window: Window) {
    if window.count > 0 || window.failure == nil { walker.walk() }
    guard let failure = window.failure, failure.isDamage else { return }
    walker.taker.line = nil
    walker.taker.refuse(
      Flaw(failure.reason, breaking: .tiktokWhole), at: window.offset(of: window.count))
  }

  static func endOfLine(_ cursor: Cursor) -> Int {
    guard let end = memchr(cursor.base + cursor.position, 0x0a, cursor.end - cursor.position) else {
      return cursor.end
    }
    return cursor.base.distance(to: end.assumingMemoryBound(to: UInt8.self))
  }
}
