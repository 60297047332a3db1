import Glibc
import Models

/// Reads flat records from JSON into a batch, straight from the bytes.
///
/// What is no JSON throws; a record that breaks a rule is kept apart, and its neighbours are read.
struct FlatReader: ~Copyable {
  var batch: FlatBatch
  var cursor: Cursor
  /// The values of the record that is being read.
  private var row: [FlatValue]
  private let blank: [FlatValue]
  /// The first rule that it breaks.
  private var fault: (rule: Rule, reason: String)?

  /// The cursor is in bytes that stay where they are as long as this is used.
  init(_ batch: consuming FlatBatch, _ cursor: Cursor) {
    self.batch = batch
    self.cursor = cursor
    blank = [FlatValue](repeating: FlatValue(), count: batch.shape.fieldCount)
    row = blank
    self.batch.reserve()
  }

  /// Hands the batch over.
  consuming func finish() -> FlatBatch { batch }

  /// Reads the elements of a list, from its bracket to behind its end.
  mutating func readList() throws(Flaw) {
    try expect(UInt8(ascii: "["), "there is no list")
    cursor.skipSpace()
    guard try byte() != UInt8(ascii: "]") else { return cursor.position += 1 }
    var position = 0
    while true {
      cursor.skipSpace()
      try readRecord(at: position)
      position += 1
      cursor.skipSpace()
      let next = try byte()
      cursor.position += 1
      if next == UInt8(ascii: ",") { continue }
      guard next == UInt8(ascii: "]") else {
        cursor.position -= 1
        throw flaw("there is neither a comma nor the end of the list")
      }
      return
    }
  }

  /// Reads one record, from its brace to behind its end.
  mutating func readRecord(at position: Int) throws(Flaw) {
    let start = cursor.position
    let marks = (batch.decoded.count, batch.numbers.count)
    guard try byte() == UInt8(ascii: "{") else {
      try skip()
      return refuse(Rejection.unreadable, "it is no object", position, from: start)
    }
    fault = nil
    for index in row.indices { row[index].kind = .null }
    try readMembers()
    checkRequired()
    guard let fault else { return keep(at: position, from: start) }
    batch.decoded.removeSubrange(marks.0...)
    batch.numbers.removeSubrange(marks.1...)
    refuse(fault.rule.id, fault.reason, position, from: start)
  }

  private mutating func readMembers() throws(Flaw) {
    cursor.position += 1
    cursor.skipSpace()
    guard try byte() != UInt8(ascii: "}") else { return cursor.position += 1 }
    var expected = 0
    while true {
      cursor.skipSpace()
      let field = try readKey(expecting: expected)
      cursor.skipSpace()
      if let field {
        try readValue(of: field)
        expected = field + 1
      } else {
        try skip()
      }
      cursor.skipSpace()
      let next = try byte()
      cursor.position += 1
      if next == UInt8(ascii: ",") { continue }
      guard next == UInt8(ascii: "}") else {
        cursor.position -= 1
        throw flaw("there is neither a comma nor the end of the object")
      }
      return
    }
  }

  /// The field of the key that stands here, and moves behind the colon. Sources keep to an order, so the one that
  /// followed the last time is tried first.
  private mutating func readKey(expecting expected: Int) throws(Flaw) -> Int? {
    try expect(UInt8(ascii: "\""), "there is no key")
    let start = cursor.position
    var found: Int?
    if expected < batch.shape.fieldCount, let end = endOfKey(expected, at: start) {
      found = expected
      cursor.position = end + 1
    } else {
      guard let quote = cursor.endOfString(from: start) else {
        throw flaw("a string does not end", isCut: true)
      }
      found = batch.shape.forms.indices.first { endOfKey($0, at: start) != nil }
      cursor.position = quote + 1
    }
    cursor.skipSpace()
    try expect(UInt8(ascii: ":"), "there is no colon behind a key")
    return found
  }

  /// Where its quote is, if the key of this field stands here.
  private func endOfKey(_ field: Int, at start: Int) -> Int? {
    let first = field == 0 ? 0 : batch.shape.keyEnds[field - 1]
    let count = batch.shape.keyEnds[field] - first
    guard start + count < cursor.end, cursor.base[start + count] == UInt8(ascii: "\"") else { return nil }
    let isSame = batch.shape.keys.withUnsafeBytes { keys in
      guard let base = keys.baseAddress else { return false }
      return memcmp(base + first, cursor.base + start, count) == 0
    }
    return isSame ? start + count : nil
  }

  private mutating func checkRequired() {
    guard fault == nil else { return }
    for index in batch.shape.requiredFields where row[index].kind == .null {
      let field = batch.shape.fields[index]
      return fail(field.required, "\(String(decoding: field.key, as: UTF8.self)) is missing")
    }
  }

  private mutating func keep(at position: Int, from start: Int) {
    var flags: Int16 = 0
    for index in batch.shape.choiceFields where row[index].kind == .text {
      guard let choices = batch.shape.fields[index].choices else { continue }
      if !choices.words.contains(where: { isText(row[index], $0) }) { flags |= 1 << Int16(choices.flag) }
    }
    if let order = batch.shape.order, row[order.first].kind == .number, row[order.second].kind == .number,
      row[order.second].number < row[order.first].number
    {
      flags |= 1 << Int16(order.flag)
    }
    batch.values.append(contentsOf: row)
    batch.positions.append(position)
    batch.extents.append(Int32(start)..<Int32(cursor.position))
    batch.flags.append(flags)
  }

  private func isText(_ value: FlatValue, _ word: [UInt8]) -> Bool {
    guard word.count == Int(value.count) else { return false }
    let start = Int(value.start)
    guard !value.isDecoded else { return batch.decoded[start..<start + word.count].elementsEqual(word) }
    for index in word.indices where cursor.base[start + index] != word[index] { return false }
    return true
  }

  fileprivate mutating func refuse(_ rule: String, _ reason: String, _ position: Int, from start: Int) {
    let text = UnsafeBufferPointer(
      start: cursor.base + start, count: min(cursor.position - start, Self.excerpt))
    batch.refusals.append(
      FlatBatch.Refusal(
        position: position, rule: rule, reason: reason, record: String(decoding: text, as: UTF8.self)))
  }

  /// What is kept of a record that is kept apart.
  private static let excerpt = 4_000

  // MARK: Small steps

  mutating func set(_ value: FlatValue, of field: Int) { row[field] = value }

  mutating func fail(_ rule: Rule?, _ reason: @autoclosure () -> String) {
    guard fault == nil, let rule else { return }
    fault = (rule, reason())
  }

  /// Moves over a value that must be JSON all the same.
  mutating func skip() throws(Flaw) {
    var parser = Parser(cursor)
    _ = try parser.parse()
    cursor.position = parser.position
  }

  @inline(__always)
  func byte() throws(Flaw) -> UInt8 {
    guard !cursor.isAtEnd else { throw flaw("the text ends within it", isCut: true) }
    return cursor.byte
  }

  @inline(__always)
  mutating func expect(_ expected: UInt8, _ complaint: String) throws(Flaw) {
    guard try byte() == expected else { throw flaw(complaint) }
    cursor.position += 1
  }

  func flaw(_ reason: String, isCut: Bool = false) -> Flaw {
    Flaw(reason, offset: cursor.position, isCut: isCut)
  }
}

extension FlatReader {
  /// Reads the record of the line that the cursor is in, whose end is the cursor's.
  mutating func readLine(from start: Int, offset: Int) {
    let kept = (batch.values.count, batch.positions.count, batch.refusals.count)
    let marks = (batch.decoded.count, batch.numbers.count)
    let reason: String
    do throws(Flaw) {
      try readRecord(at: offset + start)
      cursor.skipSpace()
      guard !cursor.isAtEnd else { return }
      reason = "there is something behind the record on its line"
    } catch { reason = error.reason }
    // Of the line nothing is kept, not even the first of two records.
    batch.values.removeSubrange(kept.0...)
    batch.positions.removeSubrange(kept.1...)
    batch.extents.removeSubrange(kept.1...)
    batch.flags.removeSubrange(kept.1...)
    batch.refusals.removeSubrange(kept.2...)
    batch.decoded.removeSubrange(marks.0...)
    batch.numbers.removeSubrange(marks.1...)
    cursor.position = cursor.end
    refuse(Rejection.unreadable, reason, offset + start, from: start)
  }

  func lineEnd(from start: Int, upTo end: Int) -> Int {
    guard let found = memchr(cursor.base + start, 0x0a, end - start) else { return end }
    return cursor.base.distance(to: found.assumingMemoryBound(to: UInt8.self))
  }
}
