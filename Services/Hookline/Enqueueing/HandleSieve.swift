import Models

/// A handle that is none, and where it stood.
struct BadHandle: Equatable {
  /// Where it was read; nil for an argument.
  let line: Int?
  let text: String
  let reason: String
}

/// Tells handles from what is none, and the first of each from those that come again.
struct HandleSieve {
  /// Of more than this many bad ones only the count is kept.
  static let badLimit = 100_000
  /// How many handles are remembered. Of more, what comes again is found out by the database.
  static let memory = 10_000_000
  /// Of a bad one this much is shown.
  private static let textLimit = 100
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  private(set) var validCount = 0
  private(set) var duplicateCount = 0
  private(set) var badCount = 0
  private(set) var bad: [BadHandle] = []
  private var seen: Set<UInt128> = []

  /// Whether there was anything at all.
  var isEmpty: Bool { validCount == 0 && badCount == 0 }

  /// The handle that is to be enqueued, if the argument is one.
  mutating func take(_ argument: String) -> Handle? { judge(argument, line: nil) }

  /// The handle that is to be enqueued, if the line holds one.
  mutating func take(_ line: LineCutter.Line) -> Handle? {
    var bytes = line.bytes[...]
    if line.number == 1, bytes.starts(with: Self.byteOrderMark) { bytes = bytes.dropFirst(3) }
    guard !line.isTooLong else {
      return refuse(
        String(decoding: bytes.prefix(Self.textLimit), as: UTF8.self), line.number, "the line is too long")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return refuse(String(decoding: bytes, as: UTF8.self), line.number, "the line is not UTF-8")
    }
    guard let first = text.first(where: { !$0.isWhitespace }), first != "#" else { return nil }
    return judge(text, line: line.number)
  }

  private mutating func judge(_ text: String, line: Int?) -> Handle? {
    let handle: Handle
    do throws(HandleError) { handle = try Handle(text) } catch {
      return refuse(text, line, error.description)
    }
    guard isNew(handle) else {
      duplicateCount += 1
      return nil
    }
    validCount += 1
    return handle
  }

  private mutating func isNew(_ handle: Handle) -> Bool {
    guard seen.count < Self.memory else { return !seen.contains(Self.number(handle)) }
    return seen.insert(Self.number(handle)).inserted
  }

  private mutating func refuse(_ text: String, _ line: Int?, _ reason: String) -> Handle? {
    badCount += 1
    if bad.count < Self.badLimit {
      bad.append(BadHandle(line: line, text: excerpt(text, limit: Self.textLimit), reason: reason))
    }
    return nil
  }

  /// The handle as a number of 24 digits to the base 39: sixteen bytes whatever its length, and no two are the same.
  static func number(_ handle: Handle) -> UInt128 {
    handle.name.utf8.reduce(0) { number, byte in
      let digit: UInt8 =
        switch byte {
        case 97...122: byte - 96
        case 48...57: byte - 48 + 27
        case UInt8(ascii: "_"): 37
        default: 38
        }
      return number &* 39 &+ UInt128(digit)
    }
  }
}
