import Models

/// One answer of the API: its records, and what it says of the whole.
public struct MoovitaMixPage: Sendable {
  /// No source has more, and the number of any page times the size of it is still a number.
  static let countLimit = 100_000_000_000

  public var batch: FlatBatch
  /// Nil where the server does not say.
  public internal(set) var total: Int?
  public internal(set) var page: Int?
  public internal(set) var size: Int?
  public internal(set) var pages: Int?
  /// The place of its first record in the whole list.
  public internal(set) var base = 0
  /// How many records it listed, those kept apart included.
  public var recordCount: Int { batch.count + batch.refusals.count }

  /// Reads `{"items": […], "total": …, "page": …, "size": …, "pages": …}`; throws when it is not whole.
  public static func read(_ bytes: [UInt8], _ kind: MoovitaMixKind) throws(Unreadable) -> MoovitaMixPage {
    guard bytes.count < Int(Int32.max) else { throw Unreadable("it is too long") }
    let result: Result<MoovitaMixPage, Flaw> = bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .failure(Flaw("it is empty")) }
      let cursor = Cursor(base: base, end: buffer.count, position: 0)
      var reader = FlatReader(FlatBatch(kind.shape, bytes: bytes), cursor)
      do throws(Flaw) {
        var page = try reader.readEnvelope()
        page.batch = reader.finish()
        return .success(page)
      } catch { return .failure(error) }
    }
    do throws(Flaw) { return try result.get() } catch { throw Unreadable(error.reason) }
  }

  /// Reads a file that is a list of records, or an answer as the API gives it.
  public static func readDocument(_ bytes: [UInt8], _ kind: MoovitaMixKind) throws(Unreadable) -> FlatBatch {
    guard bytes.first(where: { !Cursor.isSpace($0) }) == UInt8(ascii: "[") else {
      return try read(bytes, kind).batch
    }
    let result: Result<FlatBatch, Flaw> = bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return .failure(Flaw("it is empty")) }
      let cursor = Cursor(base: base, end: buffer.count, position: 0)
      var reader = FlatReader(FlatBatch(kind.shape, bytes: bytes), cursor)
      do throws(Flaw) {
        try reader.readWholeList()
        return .success(reader.finish())
      } catch { return .failure(error) }
    }
    do throws(Flaw) { return try result.get() } catch { throw Unreadable(error.reason) }
  }

  /// Reads a record a line; a line that is none is kept apart.
  public static func readLines(
    _ bytes: [UInt8], _ kind: MoovitaMixKind, offset: Int
  ) -> FlatBatch {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return FlatBatch(kind.shape, bytes: []) }
      var reader = FlatReader(
        FlatBatch(kind.shape, bytes: bytes), Cursor(base: base, end: 0, position: 0))
      reader.readLines(upTo: buffer.count, offset: offset)
      return reader.finish()
    }
  }
}

extension FlatReader {
  fileprivate mutating func readEnvelope() throws(Flaw) -> MoovitaMixPage {
    var page = MoovitaMixPage(batch: FlatBatch(batch.shape, bytes: []))
    var hasItems = false
    cursor.skipSpace()
    try expect(UInt8(ascii: "{"), "it is no object with a list of items")
    cursor.skipSpace()
    if try byte() == UInt8(ascii: "}") { throw flaw("it has no items") }
    while true {
      cursor.skipSpace()
      try readMember(into: &page, &hasItems)
      cursor.skipSpace()
      let next = try byte()
      cursor.position += 1
      if next == UInt8(ascii: ",") { continue }
      guard next == UInt8(ascii: "}") else {
        throw flaw("there is neither a comma nor the end of the object")
      }
      break
    }
    cursor.skipSpace()
    guard cursor.isAtEnd else { throw flaw("there is something behind its end") }
    guard hasItems else { throw flaw("it has no items") }
    return page
  }

  fileprivate mutating func readWholeList() throws(Flaw) {
    cursor.skipSpace()
    try readList()
    cursor.skipSpace()
    guard cursor.isAtEnd else { throw flaw("there is something behind its end") }
  }

  private mutating func readMember(into page: inout MoovitaMixPage, _ hasItems: inout Bool) throws(Flaw) {
    try expect(UInt8(ascii: "\""), "there is no key")
    let start = cursor.position
    guard let quote = cursor.endOfString(from: start) else {
      throw flaw("a string does not end", isCut: true)
    }
    cursor.position = quote + 1
    cursor.skipSpace()
    try expect(UInt8(ascii: ":"), "there is no colon behind a key")
    cursor.skipSpace()
    switch String(
      decoding: UnsafeBufferPointer(start: cursor.base + start, count: quote - start), as: UTF8.self)
    {
    case "items":
      guard !hasItems else { throw flaw("it has two lists of items") }
      try readList()
      hasItems = true
    case "total": page.total = try count(of: "total")
    case "page": page.page = try count(of: "page")
    case "size": page.size = try count(of: "size")
    case "pages": page.pages = try count(of: "pages")
    default: try skip()
    }
  }

  /// A number of at least 0, or null.
  private mutating func count(of name: String) throws(Flaw) -> Int? {
    let start = cursor.position
    try skip()
    let text = String(
      decoding: UnsafeBufferPointer(start: cursor.base + start, count: cursor.position - start), as: UTF8.self
    )
    if text == "null" { return nil }
    guard let number = Int(text), 0...MoovitaMixPage.countLimit ~= number else {
      throw flaw("\(name) is no count")
    }
    return number
  }

  /// A record a line; a line that is none is kept apart, and the next is read.
  fileprivate mutating func readLines(upTo end: Int, offset: Int) {
    var start = 0
    while start < end {
      let next = lineEnd(from: start, upTo: end)
      cursor = Cursor(base: cursor.base, end: next, position: start)
      cursor.skipSpace()
      if !cursor.isAtEnd { readLine(from: start, offset: offset) }
      start = next + 1
    }
  }
}
