import Testing

@testable import Sources

/// Something that happens to a record.
enum Mutation: CaseIterable {
  case swappedType, missingField, hugeNumber, deepNesting, wrongEncoding, truncated
  case lostByte, strayByte, lostPart, doubledPart

  func applied(to record: [UInt8], _ random: inout some RandomNumberGenerator) throws -> [UInt8] {
    switch self {
    case .swappedType:
      let others = [
        "null", "true", "[]", "{}", "\"x\"", "5", "-1", "[{}]", "{\"a\":[1]}", "\"\"", "1e999", "0.5",
      ]
      return try replacingValue(of: record, with: others.randomElement(using: &random) ?? "", &random)
    case .missingField: return try removingMember(of: record, &random)
    case .hugeNumber:
      let digits = String(repeating: "9", count: [10, 19, 20, 30, 400].randomElement(using: &random) ?? 20)
      let number = ["", "-"].randomElement(using: &random).map { $0 + digits } ?? digits
      return try replacingValue(
        of: record, with: Bool.random(using: &random) ? number : "\"\(number)\"", &random)
    case .deepNesting: return try nesting(record, &random)
    case .wrongEncoding: return try spoilingText(of: record, &random)
    case .truncated: return Array(record.prefix(Int.random(in: 1..<record.count, using: &random)))
    case .lostByte:
      var bytes = record
      bytes.remove(at: Int.random(in: bytes.indices, using: &random))
      return bytes
    case .strayByte:
      var bytes = record
      let stray = Array("{}[]\",:\\0x".utf8).randomElement(using: &random) ?? 0
      bytes.insert(stray, at: Int.random(in: 0...bytes.count, using: &random))
      return bytes
    case .lostPart:
      return Array(
        record[..<part(of: record, &random).lowerBound] + record[part(of: record, &random).upperBound...])
    case .doubledPart:
      let part = part(of: record, &random)
      return Array(record[..<part.upperBound] + record[part.lowerBound...])
    }
  }

  private func part(of record: [UInt8], _ random: inout some RandomNumberGenerator) -> Range<Int> {
    let first = Int.random(in: 0..<record.count, using: &random)
    return first..<Int.random(in: first...min(first + 2_000, record.count), using: &random)
  }

  /// Where the values of a record are, quotes included.
  private func places(in record: [UInt8]) throws -> [Range<Int>] {
    try Fixtures.record(record).nodes.dropFirst().map { node in
      let quote = node.kind == .string ? 1 : 0
      return Int(node.start) - quote..<Int(node.end) + quote
    }
  }

  private func replacingValue(
    of record: [UInt8], with text: String, _ random: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    let place = try #require(try places(in: record).randomElement(using: &random))
    return Array(record[..<place.lowerBound]) + Array(text.utf8) + record[place.upperBound...]
  }

  private func removingMember(
    of record: [UInt8], _ random: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    let nodes = try Fixtures.record(record).nodes
    var members: [Range<Int>] = []
    var at = 1
    while at < nodes.count {
      let value = nodes[at + 1]
      let quote = value.kind == .string ? 1 : 0
      members.append(Int(nodes[at].start) - 1..<Int(value.end) + quote)
      at = Int(value.next)
    }
    let place = Int.random(in: 0..<members.count, using: &random)
    // With the comma behind it, or the one before the last.
    let first = place == members.count - 1 ? members[place - 1].upperBound : members[place].lowerBound
    let end = place == members.count - 1 ? members[place].upperBound : members[place + 1].lowerBound
    return Array(record[..<first] + record[end...])
  }

  private func nesting(_ record: [UInt8], _ random: inout some RandomNumberGenerator) throws -> [UInt8] {
    let depth = [70, 1_000, 20_000].randomElement(using: &random) ?? 70
    let patterns = [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")]
    let (open, close) = patterns.randomElement(using: &random) ?? ("[", "]")
    let end = Bool.random(using: &random) ? "1" + String(repeating: close, count: depth) : ""
    return try replacingValue(of: record, with: String(repeating: open, count: depth) + end, &random)
  }

  private func spoilingText(
    of record: [UInt8], _ random: inout some RandomNumberGenerator
  ) throws -> [UInt8] {
    let strings = try Fixtures.record(record).nodes.filter { $0.kind == .string }
    let place = Int(try #require(strings.randomElement(using: &random)).start)
    let spoilt: [[UInt8]] = [
      [0xff], [0xc3], [0xe2, 0x82], [0xf0, 0x9f], [0xed, 0xa0, 0xbd], [0x00], Array("\\ud83d".utf8),
      Array("\\u0000".utf8), Array("\\udead\\ubeef".utf8), Array("\\uzzzz".utf8), [0xfe, 0xff],
    ]
    return Array(record[..<place]) + (spoilt.randomElement(using: &random) ?? []) + record[place...]
  }
}
