/// Reads one JSON value exactly and keeps where its parts are; what they mean is looked at when it is asked for.
///
/// It knows no recursion: how deep hostile input nests costs nothing.
struct Parser {
  /// Values in one record, so that its nodes stay below 16 MiB.
  static let nodeLimit = 1_000_000

  private var cursor: Cursor
  private let start: Int
  private var nodes: [Node] = []
  /// The containers that are open, as indices of nodes.
  private var open: [Int] = []

  /// - Parameter cursor: At the first byte of the value.
  init(_ cursor: Cursor) {
    self.cursor = cursor
    start = cursor.position
    nodes.reserveCapacity(256)
    open.reserveCapacity(16)
  }

  /// Where it stands: after parsing, behind the value; after a failure, where that was found.
  var position: Int { cursor.position }

  mutating func parse() throws(Flaw) -> [Node] {
    repeat {
      guard try value() else { continue }
      try afterValue()
    } while !open.isEmpty
    return nodes
  }

  /// Reads a scalar or an empty container, and says true; or opens a container, and says false.
  private mutating func value() throws(Flaw) -> Bool {
    cursor.skipSpace()
    switch try next() {
    case UInt8(ascii: "{"): return try begin(.object, closing: UInt8(ascii: "}"))
    case UInt8(ascii: "["): return try begin(.list, closing: UInt8(ascii: "]"))
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: try word()
    }
    return true
  }

  private mutating func begin(_ kind: Node.Kind, closing: UInt8) throws(Flaw) -> Bool {
    guard open.count < Cursor.depth else {
      let reason = "it is nested more than \(Cursor.depth) deep"
      throw Flaw(reason, offset: cursor.position, breaking: .tiktokDepth)
    }
    open.append(nodes.count)
    try add(kind, cursor.position, cursor.position)
    cursor.position += 1
    cursor.skipSpace()
    if try next() == closing {
      close()
      return true
    }
    if kind == .object { try key() }
    return false
  }

  /// Closes what ends here, and goes on to the next value where there is one.
  private mutating func afterValue() throws(Flaw) {
    while let container = open.last {
      cursor.skipSpace()
      let isObject = nodes[container].kind == .object
      switch try next() {
      case UInt8(ascii: ","):
        cursor.position += 1
        if isObject { try key() }
        return
      case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject: close()
      default: throw flaw("there is neither a comma nor the end of the \(isObject ? "object" : "list")")
      }
    }
  }

  private mutating func close() {
    cursor.position += 1
    guard let container = open.popLast() else { return }
    nodes[container].end = Int32(cursor.position)
    nodes[container].next = Int32(nodes.count)
  }

  private mutating func key() throws(Flaw) {
    cursor.skipSpace()
    guard try next() == UInt8(ascii: "\"") else { throw flaw("there is no key") }
    try string()
    cursor.skipSpace()
    guard try next() == UInt8(ascii: ":") else { throw flaw("there is no colon behind a key") }
    cursor.position += 1
  }

  private mutating func string() throws(Flaw) {
    let first = cursor.position + 1
    guard let quote = cursor.endOfString(from: first) else {
      throw flaw("a string does not end", isCut: true)
    }
    try add(.string, first, quote)
    cursor.position = quote + 1
  }

  private mutating func number() throws(Flaw) {
    let first = cursor.position
    cursor.position += 1
    while !cursor.isAtEnd, Self.isInNumber(cursor.byte) { cursor.position += 1 }
    // What Python writes for what is no number.
    if cursor.position == first + 1, cursor.base[first] == UInt8(ascii: "-") { return try word() }
    try add(.number, first, cursor.position)
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"),
      UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func word() throws(Flaw) {
    let first = cursor.position
    while !cursor.isAtEnd, Self.isLetter(cursor.byte) { cursor.position += 1 }
    let count = cursor.position - first
    guard count > 0 else { throw flaw("there is no value") }
    guard count <= 8, let kind = Self.kind(of: UnsafeBufferPointer(start: cursor.base + first, count: count))
    else {
      cursor.position = first
      throw flaw("there is a word that JSON does not know")
    }
    try add(kind, first, cursor.position)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func kind(of word: UnsafeBufferPointer<UInt8>) -> Node.Kind? {
    switch String(decoding: word, as: UTF8.self) {
    case "true": .yes
    case "false": .no
    case "null", "NaN", "Infinity": .null
    default: nil
    }
  }

  private mutating func add(_ kind: Node.Kind, _ first: Int, _ end: Int) throws(Flaw) {
    guard nodes.count < Self.nodeLimit, cursor.position - start <= ScrapeReader.recordByteLimit else {
      throw Flaw("it is larger than a record may be", offset: cursor.position, breaking: .tiktokSize)
    }
    nodes.append(Node(kind: kind, start: Int32(first), end: Int32(end), next: Int32(nodes.count + 1)))
  }

  private func next() throws(Flaw) -> UInt8 {
    guard !cursor.isAtEnd else { throw flaw("the file ends within it", isCut: true) }
    return cursor.byte
  }

  private func flaw(_ reason: String, isCut: Bool = false) -> Flaw {
    Flaw(reason, offset: cursor.position, isCut: isCut)
  }
}
