extension FlatReader {
  /// Reads the value that stands here into its field; what the field cannot hold is a fault of the record.
  mutating func readValue(of index: Int) throws(Flaw) {
    let first = try byte()
    if first == UInt8(ascii: "n") {
      set(FlatValue(), of: index)
      return try skip()
    }
    switch batch.shape.forms[index] {
    case .id where first == UInt8(ascii: "-") || Self.isDigit(first): try readID(index)
    case .text where first == UInt8(ascii: "\""): try readText(index)
    case .moment where first == UInt8(ascii: "\""): try readMoment(index)
    case .duration where first == UInt8(ascii: "\""): try readDuration(index)
    case .ids where first == UInt8(ascii: "["): try readIDs(index)
    default: try refuseType(index)
    }
  }

  private mutating func refuseType(_ index: Int) throws(Flaw) {
    try skip()
    failType(index)
  }

  private mutating func failType(_ index: Int) {
    let field = batch.shape.fields[index]
    guard let rule = field.type, case .form(let words) = rule.demand else { return }
    fail(rule, "\(String(decoding: field.key, as: UTF8.self)) must \(words)")
  }

  private mutating func failRange(_ index: Int) {
    let field = batch.shape.fields[index]
    guard let range = field.range else { return }
    let key = String(decoding: field.key, as: UTF8.self)
    fail(range.rule, "\(key) must be from \(range.values.lowerBound) to \(range.values.upperBound)")
  }

  // MARK: Numbers

  private mutating func readID(_ index: Int) throws(Flaw) {
    switch try readNumber() {
    case .whole(let number):
      guard batch.shape.ranges[index].contains(number) else { return failRange(index) }
      var value = FlatValue()
      value.kind = .number
      value.number = number
      set(value, of: index)
    case .tooLarge: failRange(index)
    case .other: failType(index)
    }
  }

  private enum Number {
    case whole(Int64)
    /// Digits only, and too many.
    case tooLarge
    /// A fraction or what is no number of ours.
    case other
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  @inline(__always)
  private static func isFraction(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
  }

  private mutating func readNumber() throws(Flaw) -> Number {
    let start = cursor.position
    var at = start
    let isNegative = cursor.base[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var number: Int64 = 0
    while at < cursor.end, Self.isDigit(cursor.base[at]), at - digits < 18 {
      number = number &* 10 &+ Int64(cursor.base[at] &- 48)
      at += 1
    }
    let isOver = at < cursor.end && Self.isDigit(cursor.base[at])
    let isFraction = at < cursor.end && Self.isFraction(cursor.base[at])
    let hasLeadingZero = at - digits > 1 && cursor.base[digits] == UInt8(ascii: "0")
    guard at > digits, !isOver, !isFraction, !hasLeadingZero else {
      try skip()
      let isWhole = (digits..<cursor.position).allSatisfy { Self.isDigit(cursor.base[$0]) }
      return isOver && isWhole && !hasLeadingZero ? .tooLarge : .other
    }
    cursor.position = at
    return .whole(isNegative ? -number : number)
  }

  private mutating func readIDs(_ index: Int) throws(Flaw) {
    let range = batch.shape.ranges[index]
    let first = batch.numbers.count
    cursor.position += 1
    cursor.skipSpace()
    if try byte() == UInt8(ascii: "]") {
      cursor.position += 1
      return setList(index, from: first)
    }
    while true {
      cursor.skipSpace()
      let next = try byte()
      if next == UInt8(ascii: "-") || Self.isDigit(next) {
        switch try readNumber() {
        case .whole(let number) where range.contains(number):
          batch.numbers.append(number)
        case .whole, .tooLarge: failRange(index)
        case .other: failType(index)
        }
      } else {
        try refuseType(index)
      }
      cursor.skipSpace()
      let separator = try byte()
      cursor.position += 1
      if separator == UInt8(ascii: ",") { continue }
      guard separator == UInt8(ascii: "]") else {
        cursor.position -= 1
        throw flaw("there is neither a comma nor the end of the list")
      }
      return setList(index, from: first)
    }
  }

  private mutating func setList(_ index: Int, from first: Int) {
    let count = batch.numbers.count - first
    let limit = batch.shape.limits[index]
    if count > limit {
      fail(batch.shape.fields[index].length?.rule, "there are \(count) of them, above \(limit)")
    }
    var value = FlatValue()
    value.kind = .list
    value.start = Int32(first)
    value.count = Int32(count)
    set(value, of: index)
  }

  // MARK: Texts

  /// Moves behind the string that stands here. Where it lies, and whether it is plain ASCII that stands for itself.
  @inline(__always)
  private mutating func span() throws(Flaw) -> (start: Int, count: Int, isPlain: Bool) {
    let start = cursor.position + 1
    let base = cursor.base
    let end = cursor.end
    var at = start
    while at < end {
      let byte = base[at]
      if byte == 0x22 {
        cursor.position = at + 1
        return (start, at - start, true)
      }
      if byte == 0x5c || byte >= 0x80 || byte == 0 { break }
      at += 1
    }
    guard let quote = cursor.endOfString(from: start) else {
      throw flaw("a string does not end", isCut: true)
    }
    cursor.position = quote + 1
    return (start, quote - start, false)
  }

  private mutating func readText(_ index: Int) throws(Flaw) {
    let (start, count, isPlain) = try span()
    var value = FlatValue()
    value.kind = .text
    guard !isPlain else {
      if count > batch.shape.limits[index] { failLength(index, count) }
      value.start = Int32(start)
      value.count = Int32(count)
      return set(value, of: index)
    }
    let text = Escapes.decoded(UnsafeBufferPointer(start: cursor.base + start, count: count))
    let length = text.unicodeScalars.count
    if length > batch.shape.limits[index] { failLength(index, length) }
    value.isDecoded = true
    value.start = Int32(batch.decoded.count)
    batch.decoded.append(contentsOf: text.utf8)
    value.count = Int32(batch.decoded.count) - value.start
    set(value, of: index)
  }

  private mutating func failLength(_ index: Int, _ count: Int) {
    let field = batch.shape.fields[index]
    guard let length = field.length else { return }
    let key = String(decoding: field.key, as: UTF8.self)
    fail(length.rule, "\(key) has \(count) characters, above \(length.limit)")
  }

  private mutating func readMoment(_ index: Int) throws(Flaw) {
    let (start, count, isPlain) = try span()
    let text = UnsafeBufferPointer(start: cursor.base + start, count: count)
    guard isPlain, let moment = FlatMoment.microseconds(text) else { return failType(index) }
    var value = FlatValue()
    value.kind = .number
    value.number = moment
    set(value, of: index)
  }

  private mutating func readDuration(_ index: Int) throws(Flaw) {
    let (start, count, isPlain) = try span()
    let text = UnsafeBufferPointer(start: cursor.base + start, count: count)
    guard isPlain, let seconds = FlatMoment.seconds(text) else { return failType(index) }
    guard batch.shape.ranges[index].contains(seconds) else { return failRange(index) }
    var value = FlatValue()
    value.kind = .number
    value.number = seconds
    set(value, of: index)
  }
}
