import Documents
import TestKit
import Testing

@testable import API

@Suite struct JSONReaderTests {
  private static func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  @Test func `reads what JSON can say`() throws {
    let value = try Self.read(
      #" {"a":[1,-2.5e1,true,false,null,"x\n\u00e9\ud83d\ude00\/"],"b":{},"":[]} "#)

    #expect(
      value == [
        "a": [1, .double(-25), true, false, .null, .string("x\n\u{e9}😀/")], "b": .object([]), "": [],
      ])
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "01", "+1", "1.", ".5", "1e", "nul", "[1] 2", "\"\\x\"",
    "\"\u{1}\"",
    "\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"", "1e999", "{\"a\":1 \"b\":2}", "[", "\"a", "NaN", "//",
    "{\"a\"}",
  ])
  func `refuses what is none`(text: String) {
    #expect(throws: JSONReader.Flaw.self) { try Self.read(text) }
  }

  @Test func `a name that stands twice is refused, where it stands the second time`() {
    let flaw = #expect(throws: JSONReader.Flaw.self) { try Self.read(#"{"a":1,"\u0061":2}"#) }

    #expect(flaw == JSONReader.Flaw(offset: 7, reason: "the name stands twice in its object"))
  }

  @Test func `names that only Unicode takes for the same are two names`() throws {
    #expect(try Self.read("{\"\\u00e9\":1,\"e\\u0301\":2}")["e\u{301}"] != nil)
  }

  @Test func `nesting and the number of values are bounded`() throws {
    let depth = JSONReader.depthLimit
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    #expect(try Self.read(nested(depth)) != .null)
    #expect(throws: JSONReader.Flaw.self) { try Self.read(nested(depth + 1)) }
    #expect(throws: JSONReader.Flaw.self) { try Self.read(nested(1_000_000)) }
    #expect(throws: JSONReader.Flaw.self) {
      try Self.read("[" + String(repeating: "1,", count: JSONReader.valueLimit) + "1]")
    }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: JSONReader.Flaw.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    #expect(throws: JSONReader.Flaw.self) { try JSONReader.read([0xEF, 0xBB, 0xBF, 0x31]) }
  }

  @Test func `what is written is read again, whatever it holds`() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let value = Self.random(&generator, depth: 4)
      #expect(try JSONReader.read(value.bytes) == value, "\(value.line)")
    }
  }

  @Test func `no damaged text makes it crash or hang`() {
    var generator = SeededGenerator(seed: 12)
    let text = Array(#"{"a":[1,2.5,"é\u00e9"],"b":{"c":null,"d":[true,false]},"e":"\\\"x"}"#.utf8)
    for _ in 0..<5_000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
          in: .min ... .max, using: &generator)
      }
      if let value = try? JSONReader.read(bytes) { #expect((try? JSONReader.read(value.bytes)) == value) }
    }
  }

  private static func random(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .int(Int.random(in: .min ... .max, using: &generator))
    case 3: return .double(Double.random(in: -1e9...1e9, using: &generator) + 0.5)
    case 4: return .string(text(&generator))
    case 5: return .array((0..<3).map { _ in random(&generator, depth: depth - 1) })
    default:
      return .object((0..<3).map { ("\($0)" + text(&generator), random(&generator, depth: depth - 1)) })
    }
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let alphabet: [Character] = ["a", "\"", "\\", "\n", "\u{1f}", "é", "😀", "/", "\u{7f}", "\u{202e}"]
    return String((0..<5).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
  }
}
