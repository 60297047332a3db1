import Glibc

/// The part of a text that is read: what lies ahead is always long enough for a whole record, and what lies behind is
/// forgotten, so that texts of any length take the same memory.
final class Window {
  /// What is kept of what lies behind: to see what a record stands behind.
  private static let behind = 64

  let bytes: Bytes
  /// How much of `bytes` is text.
  private(set) var count = 0
  /// Whether nothing follows what is in it.
  private(set) var isAtEnd = false
  /// Why nothing follows, when that is not because it is the end.
  private(set) var failure: ReadingFailure?
  /// How much lies ahead at least, where the text is that long.
  let ahead: Int
  private let supply: Transcoding
  /// The offset in the file of the first byte, and of another one that was asked for.
  private var origin = 0
  private var known = (position: 0, offset: 0)

  init(_ supply: any ByteSupply, ahead: Int = ScrapeReader.recordByteLimit) {
    self.supply = Transcoding(supply)
    self.ahead = ahead
    bytes = Bytes(capacity: 2 * ahead + Self.behind)
    fill()
    origin = self.supply.encoding?.markCount ?? 0
    known.offset = origin
  }

  /// Whether what stands before the first byte lets a record begin there; white space does not count.
  private(set) var mayBeginAtStart = true

  /// Makes room for what follows; returns by how much everything has moved to the front.
  func advance(to position: Int) -> Int {
    guard count - position < ahead, !isAtEnd else { return 0 }
    let shift = max(0, position - Self.behind)
    if shift > 0 {
      origin = offset(of: shift)
      mayBeginAtStart = mayBegin(at: shift)
      memmove(bytes.base, bytes.base + shift, count - shift)
      count -= shift
      known = (0, origin)
    }
    fill()
    return shift
  }

  /// Whether what stands before it lets a record begin here: a list, another record or the start of a line.
  func mayBegin(at position: Int) -> Bool {
    var before = position - 1
    while before >= 0, Cursor.isSpace(bytes.base[before]) {
      if bytes.base[before] == 0x0a { return true }
      before -= 1
    }
    guard before >= 0 else { return mayBeginAtStart }
    return bytes.base[before] == UInt8(ascii: ",") || bytes.base[before] == UInt8(ascii: "[")
  }

  /// Where in the file a byte is.
  func offset(of position: Int) -> Int {
    // Asked for in order, nearly always.
    let start = position < known.position ? (position: 0, offset: origin) : known
    let between = UnsafeBufferPointer(start: bytes.base + start.position, count: position - start.position)
    known = (position, start.offset + (supply.encoding?.width(of: between) ?? between.count))
    return known.offset
  }

  private func fill() {
    while count < bytes.capacity, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(start: bytes.base + count, count: bytes.capacity - count)
      do throws(ReadingFailure) {
        let read = try supply.read(into: room)
        isAtEnd = read == 0
        count += read
      } catch {
        failure = error
        isAtEnd = true
      }
    }
  }
}
