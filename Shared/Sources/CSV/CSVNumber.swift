/// Numbers in fields.
enum CSVNumber {
  enum Whole: Equatable {
    case missing
    case number(Int64)
    /// Written as a fraction that has none: `12.0`.
    case mended(Int64)
    case unreadable
  }

  /// Without blanks around it, and without an exponent.
  static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> Whole {
    var (place, end) = bounds(bytes)
    guard place < end else { return .missing }
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let firstDigit = place
    var value: Int64 = 0
    while place < end, let digit = digit(bytes[place]) {
      // 18 digits always fit.
      guard place - firstDigit < 18 else { return .unreadable }
      value = value &* 10 &+ digit
      place += 1
    }
    guard place > firstDigit else { return .unreadable }
    let signed = isNegative ? -value : value
    guard place < end else { return .number(signed) }
    guard bytes[place] == UInt8(ascii: "."), bytes[(place + 1)..<end].allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return .unreadable }
    return .mended(signed)
  }

  /// Nil where it is no finite number; empty fields are none.
  static func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let (place, end) = bounds(bytes)
    guard place < end else { return nil }
    // The short way for what nearly all are: a digit, a point, a digit.
    if end - place == 3, bytes[place + 1] == UInt8(ascii: "."), let whole = digit(bytes[place]),
      let tenth = digit(bytes[place + 2])
    {
      return Double(whole * 10 + tenth) / 10
    }
    guard end - place <= 40 else { return nil }
    let isPlain = bytes[place..<end].allSatisfy {
      digit($0) != nil || [0x2b, 0x2d, 0x2e, 0x45, 0x65].contains($0)
    }
    guard isPlain else { return nil }
    let value = Double(String(decoding: bytes[place..<end], as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  private static func bounds(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int) {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 0x20 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return (start, end)
  }

  private static func digit(_ byte: UInt8) -> Int64? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? Int64(digit) : nil
  }
}
