/// Cuts bytes into lines. Keeps one line at most, and of that no more than a handle's line may have.
struct LineCutter {
  struct Line: Equatable {
    /// Counts from 1.
    let number: Int
    /// Without its line break; of one that is too long, the beginning.
    let bytes: [UInt8]
    var isTooLong = false
  }

  /// In bytes.
  static let limit = 2_000

  /// How many bytes of a line are kept.
  private let limit: Int
  private var line: [UInt8] = []
  private var isTooLong = false
  private var isEmpty = true
  private var number = 1

  init(limit: Int = Self.limit) { self.limit = limit }

  mutating func cut(_ bytes: some Sequence<UInt8>, _ body: (Line) -> Void) {
    for byte in bytes {
      guard byte != UInt8(ascii: "\n") else {
        finish(body)
        continue
      }
      isEmpty = false
      if line.count < limit { line.append(byte) } else { isTooLong = true }
    }
  }

  /// Ends the line that has begun, as a line break does; nothing has where the last byte was one.
  mutating func end(_ body: (Line) -> Void) {
    if !isEmpty { finish(body) }
  }

  private mutating func finish(_ body: (Line) -> Void) {
    body(Line(number: number, bytes: line, isTooLong: isTooLong))
    number += 1
    line.removeAll(keepingCapacity: true)
    (isTooLong, isEmpty) = (false, true)
  }
}
