/// Finds the records in a text: in lists, in the envelopes that answers come in, one behind the other, or a document a line.
/// What is broken is reported once, and reading goes on at the next record that is whole.
///
/// Places are those in the window. What lies ahead is brought into it only where no place is remembered but the cursor's and
/// that of the last record.
struct Walker<Taker: RecordTaker> {
  private static var depth: Int { 16 }
  /// Longer ones are none that are known.
  private static var keyLimit: Int { 32 }

  var taker: Taker
  private let window: Window
  private var cursor: Cursor
  /// Whether only what lies before the cursor's end is read: a line.
  private var isInLine = false
  /// Since something was broken and no record has been read after that: what lies here is in no known place.
  private var isAstray = false
  /// Since something was broken: brackets do not match any more, which is no second flaw.
  private var hasStrayed = false
  private var isCut = false
  /// Where the last record that was taken is.
  private var last: Range<Int>?
  /// Bytes that may still be looked at in vain, so that hostile files do not cost more than their size.
  private var patience = 0

  /// Nothing is read yet.
  init(_ window: Window, taker: Taker) {
    self.window = window
    self.taker = taker
    cursor = Cursor(base: UnsafePointer(window.bytes.base), end: window.count, position: 0)
  }

  /// Reads the text to its end.
  mutating func walk() {
    guard LineLayout.isInLines(cursor) else { return walkDocument() }
    isInLine = true
    walkLines()
  }

  private mutating func walkDocument() {
    (isAstray, hasStrayed, isCut, last) = (false, false, false, nil)
    patience = 8 * (cursor.end - cursor.position) + 65_536
    cursor.skipSpace()
    if cursor.isAtEnd, !mayFollow { refuse(Flaw("there is nothing in it"), at: cursor.position) }
    while true {
      skipSeparators()
      guard !cursor.isAtEnd else { return }
      value(depth: 0)
    }
  }

  /// Each line is a document of its own, so that a broken one ends where the line does.
  private mutating func walkLines() {
    var (position, number) = (0, 0)
    while true {
      position -= window.advance(to: position)
      guard position < window.count, !taker.isFull else { return }
      number += 1
      taker.line = number
      let start = position
      let end = endOfLine(&position)
      cursor = Cursor(base: cursor.base, end: end, position: start)
      cursor.skipSpace()
      if !cursor.isAtEnd { walkDocument() }
      position = max(position, end + 1)
    }
  }

  /// Of the line that begins at `position`. The end of one that is too long is looked for further on: `position` is there
  /// then, and what is left to be read is nothing.
  private mutating func endOfLine(_ position: inout Int) -> Int {
    let line = Cursor(base: cursor.base, end: window.count, position: position)
    let end = ScrapeReader.endOfLine(line)
    guard end == window.count, !window.isAtEnd else { return end }
    refuse(Self.tooLarge, at: position)
    while true {
      position = window.count
      position -= window.advance(to: position)
      let rest = Cursor(base: cursor.base, end: window.count, position: position)
      let end = ScrapeReader.endOfLine(rest)
      guard end == window.count, !window.isAtEnd else {
        position = end + 1
        return 0
      }
    }
  }

  private static var tooLarge: Flaw {
    Flaw("it is larger than a record may be", breaking: .tiktokSize)
  }

  /// Whether more comes behind what is in reach.
  private var mayFollow: Bool { !isInLine && !window.isAtEnd }

  /// Brings enough into reach for a whole record.
  private mutating func reach() {
    guard mayFollow, cursor.end - cursor.position < window.ahead else { return }
    let before = window.count
    let shift = window.advance(to: cursor.position)
    patience += 8 * (window.count + shift - before)
    cursor = Cursor(base: cursor.base, end: window.count, position: cursor.position - shift)
    last = last.flatMap { $0.lowerBound < shift ? nil : $0.lowerBound - shift..<$0.upperBound - shift }
  }

  /// Moves to what comes next, however far that is.
  private mutating func skipSeparators() {
    repeat {
      reach()
      cursor.skipSeparators()
    } while cursor.isAtEnd && mayFollow
    if taker.isFull { leave() }
  }

  /// Goes to the end of everything.
  private mutating func leave() {
    isInLine = true
    isCut = true
    cursor.position = cursor.end
  }

  private mutating func refuse(_ flaw: Flaw, at position: Int) {
    var flaw = flaw
    let offset = window.offset(of: position)
    flaw.offset = flaw.offset.map(window.offset)
    taker.refuse(flaw, at: offset)
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
      skipSeparators()
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
      skipSeparators()
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
      take(Record(bytes: window.bytes, nodes: nodes), at: start)
    } catch {
      // What does not end in so many bytes is too large, or swallows all that follows.
      let isEndless = error.isCut && mayFollow
      isCut = isCut || (error.isCut && !isEndless)
      refuse(isEndless ? Self.tooLarge : error, at: start)
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
      try taker.take(record.root, at: window.offset(of: start))
      isAstray = false
      last = start..<cursor.position
    } catch {
      refuse(error, at: start)
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
    refuse(Flaw(reason), at: offset)
  }

  private mutating func cut() {
    // Where the bytes could not be had to their end, that is what there is to say.
    guard !isCut, window.failure == nil else { return }
    isCut = true
    // A bracket too many makes neighbours parts of a record, and brackets are missing at the end.
    if let last, !hasStrayed, lookInside(from: last.lowerBound + 1, to: last.upperBound) {
      refuse(Flaw("there are other records in it"), at: last.lowerBound)
    } else {
      complain("the file ends before its lists do", at: cursor.end)
    }
  }
}

extension Walker {
  /// Goes on to the next whole record, or to a member with content; to the end where there is none.
  private mutating func recover(from start: Int) {
    if recover(from: start, to: nil) { return }
    if patience < 0 {
      refuse(Flaw("what follows is too broken to be searched"), at: cursor.position)
      patience = 0
    }
    cursor.position = cursor.end
  }

  /// Whether there was one before `end`, which is in reach; nil for the end of everything.
  private mutating func recover(from start: Int, to end: Int?) -> Bool {
    (isAstray, hasStrayed) = (true, true)
    var place = start
    while patience >= 0 {
      cursor.position = place
      if end == nil {
        reach()
        place = cursor.position
      }
      guard place < end ?? cursor.end, !taker.isFull else { return false }
      switch cursor.byte {
      case UInt8(ascii: "{") where window.mayBegin(at: place):
        guard let next = placeAfterFailure(at: place) else { return true }
        place = next
      case UInt8(ascii: "\"") where isContent(at: place): return true
      default: place += 1
      }
    }
    return false
  }

  /// Where to look next when no whole record begins here; nil, with the cursor where it was, when one does.
  private mutating func placeAfterFailure(at place: Int) -> Int? {
    var parser = Parser(cursor)
    var next = place + 1
    do {
      let nodes = try parser.parse()
      if Taker.isRecord(Record(bytes: window.bytes, nodes: nodes).root) { return nil }
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

  /// Whether nothing that comes now is taken or refused any more.
  var isFull: Bool { get }
  /// The number of the line that is read, in texts with a document a line.
  var line: Int? { get set }

  mutating func take(_ value: Value, at offset: Int) throws(Flaw)
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
