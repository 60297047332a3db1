/// Finds the records in a document: in lists, in the envelopes that answers come in, one behind the other. What is broken is
/// reported once, and reading goes on at the next record that is whole.
struct Walker<Taker: RecordTaker> {
  private static var depth: Int { 16 }
  /// Longer ones are none that are known.
  private static var keyLimit: Int { 32 }

  var taker: Taker
  private var cursor: Cursor
  private let bytes: [UInt8]
  /// Since something was broken and no record has been read after that: what lies here is in no known place.
  private var isAstray = false
  /// Since something was broken: brackets do not match any more, which is no second flaw.
  private var hasStrayed = false
  private var isCut = false
  /// Where the last record that was taken is.
  private var last: Range<Int>?
  /// Bytes that may still be looked at in vain, so that hostile files do not cost more than their size.
  private var patience = 0

  /// Nothing is read yet. The cursor is one into the bytes.
  init(_ cursor: Cursor, of bytes: [UInt8], taker: Taker) {
    self.cursor = cursor
    self.bytes = bytes
    self.taker = taker
  }

  /// Reads a document, from the cursor to its end.
  mutating func walk(_ start: Cursor) {
    cursor = start
    (isAstray, hasStrayed, isCut, last) = (false, false, false, nil)
    patience = 8 * (cursor.end - cursor.position) + 65_536
    cursor.skipSpace()
    if cursor.isAtEnd { taker.refuse(Flaw("there is nothing in it"), at: cursor.position) }
    while true {
      cursor.skipSeparators()
      guard !cursor.isAtEnd else { return }
      value(depth: 0)
    }
  }

  /// At the first byte of something. Moves by at least one byte.
  private mutating func value(depth: Int) {
    let start = cursor.position
    switch cursor.byte {
    case UInt8(ascii: "{") where depth < Self.depth: object(depth: depth)
    case UInt8(ascii: "[") where depth < Self.depth: list(depth: depth)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      complain("lists lie in lists more than \(Self.depth) deep", at: start)
      recover(from: start + 1)
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      complain("a bracket closes what is not open", at: start)
      hasStrayed = true
      cursor.position += 1
    default: junk()
    }
  }

  private mutating func junk() {
    let start = cursor.position
    if cursor.skipValue(), isAtEndOfValue {
      complain("it is neither an object nor a list", at: start)
    } else {
      complain("it is not JSON", at: start)
      recover(from: start + 1)
    }
  }

  /// Whether what comes next may follow a value.
  private var isAtEndOfValue: Bool {
    var ahead = cursor
    ahead.skipSpace()
    guard !ahead.isAtEnd else { return true }
    switch ahead.byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    default: return false
    }
  }

  private mutating func list(depth: Int) {
    cursor.position += 1
    while true {
      cursor.skipSeparators()
      guard !cursor.isAtEnd else { return cut() }
      if cursor.byte == UInt8(ascii: "]") {
        cursor.position += 1
        return
      }
      value(depth: depth + 1)
    }
  }

  /// An envelope is walked through, everything else is a record.
  private mutating func object(depth: Int) {
    let start = cursor.position
    cursor.position += 1
    while let key = nextKey() {
      switch Taker.role(of: key) {
      case .content where isAtContainer: return envelope(depth: depth)
      case .map where isAtContainer: return envelope(depth: depth, isMap: true)
      case .record: return record(at: start)
      default: break
      }
      guard cursor.skipValue() else { break }
    }
    record(at: start)
  }

  /// At the value of the first member that has content.
  private mutating func envelope(depth: Int, isMap: Bool = false) {
    if isMap { map(depth: depth + 1) } else { value(depth: depth + 1) }
    while let key = nextKey(orValueAt: depth + 1) {
      switch Taker.role(of: key) {
      case .content where isAtContainer: value(depth: depth + 1)
      case .map where isAtContainer: map(depth: depth + 1)
      default: skipMember()
      }
    }
    guard !cursor.isAtEnd else { return cut() }
    if cursor.byte == UInt8(ascii: "}") {
      cursor.position += 1
    } else {
      complain("there is neither a comma nor the end of the object", at: cursor.position)
      recover(from: cursor.position)
    }
  }

  /// An object whose members are records, whatever their keys are.
  private mutating func map(depth: Int) {
    guard cursor.byte == UInt8(ascii: "{"), depth < Self.depth else { return value(depth: depth) }
    cursor.position += 1
    while nextKey(orValueAt: depth + 1) != nil {
      if isAtContainer { value(depth: depth + 1) } else { skipMember() }
    }
    guard !cursor.isAtEnd else { return cut() }
    if cursor.byte == UInt8(ascii: "}") { cursor.position += 1 }
  }

  private mutating func skipMember() {
    let start = cursor.position
    guard !cursor.skipValue() else { return }
    complain("it is not JSON", at: start)
    recover(from: start)
  }

  private var isAtContainer: Bool {
    !cursor.isAtEnd && (cursor.byte == UInt8(ascii: "{") || cursor.byte == UInt8(ascii: "["))
  }

  /// The next key of an object, with the cursor at its value; nil, and no further, where there is none that ends within
  /// `limit` bytes.
  private mutating func nextKey(atMost limit: Int = .max) -> String? {
    cursor.skipSeparators()
    var ahead = cursor
    guard !ahead.isAtEnd, ahead.byte == UInt8(ascii: "\""),
      let quote = ahead.endOfString(from: ahead.position + 1, atMost: limit)
    else { return nil }
    let first = ahead.position + 1
    ahead.position = quote + 1
    ahead.skipSpace()
    guard !ahead.isAtEnd, ahead.byte == UInt8(ascii: ":") else { return nil }
    ahead.position += 1
    ahead.skipSpace()
    guard !ahead.isAtEnd else { return nil }
    cursor = ahead
    let count = min(quote - first, Self.keyLimit)
    return String(decoding: UnsafeBufferPointer(start: cursor.base + first, count: count), as: UTF8.self)
  }

  /// Like `nextKey`; after a flaw the cursor may stand at a value without one, which is read.
  private mutating func nextKey(orValueAt depth: Int) -> String? {
    while true {
      if let key = nextKey() { return key }
      guard hasStrayed, isAtContainer else { return nil }
      value(depth: depth)
    }
  }

  private mutating func record(at start: Int) {
    cursor.position = start
    var parser = Parser(cursor)
    do {
      let nodes = try parser.parse()
      cursor.position = parser.position
      take(Record(bytes: bytes, nodes: nodes), at: start)
    } catch {
      isCut = isCut || error.isCut
      taker.refuse(error, at: start)
      recover(from: start + 1)
    }
  }

  private mutating func take(_ record: Record, at start: Int) {
    guard Taker.isRecord(record.root) || !isAstray else {
      // The parts of a broken record are no records.
      lookInside(from: start + 1)
      return
    }
    do {
      try taker.take(record.root)
      isAstray = false
      last = start..<cursor.position
    } catch {
      taker.refuse(error, at: start)
      lookInside(from: start + 1)
    }
  }

  /// What is no record may be an envelope that is not known, or a broken record that took its neighbours in.
  @discardableResult
  private mutating func lookInside(from start: Int, to end: Int? = nil) -> Bool {
    let before = (cursor.position, isAstray, hasStrayed)
    if recover(from: start, to: end ?? cursor.position) { return true }
    (cursor.position, isAstray, hasStrayed) = before
    return false
  }

  private mutating func complain(_ reason: String, at offset: Int) {
    guard !hasStrayed else { return }
    taker.refuse(Flaw(reason), at: offset)
  }

  private mutating func cut() {
    guard !isCut else { return }
    isCut = true
    // A bracket too many makes neighbours parts of a record, and brackets are missing at the end.
    if let last, !hasStrayed, lookInside(from: last.lowerBound + 1, to: last.upperBound) {
      taker.refuse(Flaw("there are other records in it"), at: last.lowerBound)
    } else {
      complain("the file ends before its lists do", at: cursor.end)
    }
  }
}

extension Walker {
  /// Goes on to the next whole record, or to a member with content; to the end where there is none.
  private mutating func recover(from start: Int) {
    if recover(from: start, to: cursor.end) { return }
    if patience < 0 {
      taker.refuse(Flaw("what follows is too broken to be searched"), at: cursor.position)
    }
    cursor.position = cursor.end
  }

  /// Whether there was one before `end`.
  private mutating func recover(from start: Int, to end: Int) -> Bool {
    (isAstray, hasStrayed) = (true, true)
    var place = start
    while place < end, patience >= 0 {
      cursor.position = place
      switch cursor.byte {
      case UInt8(ascii: "{") where mayBegin(at: place):
        guard let next = placeAfterFailure(at: place) else { return true }
        place = next
      case UInt8(ascii: "\"") where isContent(at: place): return true
      default: place += 1
      }
    }
    return false
  }

  /// Whether what stands before it lets a record begin here: a list, another record or the start of a line.
  private func mayBegin(at place: Int) -> Bool {
    var before = place - 1
    while before >= 0, Cursor.isSpace(cursor.base[before]) {
      if cursor.base[before] == 0x0a { return true }
      before -= 1
    }
    guard before >= 0 else { return true }
    return cursor.base[before] == UInt8(ascii: ",") || cursor.base[before] == UInt8(ascii: "[")
  }

  /// Where to look next when no whole record begins here; nil, with the cursor where it was, when one does.
  private mutating func placeAfterFailure(at place: Int) -> Int? {
    var parser = Parser(cursor)
    var next = place + 1
    do {
      let nodes = try parser.parse()
      if Taker.isRecord(Record(bytes: bytes, nodes: nodes).root) { return nil }
    } catch {
      // All the lists on the way there are too deep, or nearly so.
      if error.isTooDeep { next = parser.position }
    }
    patience -= parser.position - place
    return max(next, place + 1)
  }

  /// Leaves the cursor at the value.
  private mutating func isContent(at place: Int) -> Bool {
    cursor.position = place
    // Every quote is tried, the escaped ones of a string without an end, too: looking for their ends must cost nothing.
    guard let key = nextKey(atMost: Self.keyLimit), Taker.isCertain(key), isAtContainer else { return false }
    return true
  }
}

/// What becomes of the records that are found.
protocol RecordTaker {
  /// What the member of an object means for the search.
  static func role(of key: String) -> MemberRole
  /// Whether this key is nothing but the key of content, wherever it stands.
  static func isCertain(_ key: String) -> Bool
  static func isRecord(_ value: Value) -> Bool

  mutating func take(_ value: Value) throws(Flaw)
  mutating func refuse(_ flaw: Flaw, at offset: Int)
}

/// What the member of an object means for the search for records.
enum MemberRole {
  /// It holds records, or envelopes with them.
  case content
  /// Its members hold records.
  case map
  /// The object that it is in is a record.
  case record
  case other
}
