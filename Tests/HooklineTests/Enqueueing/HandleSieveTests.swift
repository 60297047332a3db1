import Models
import TestKit
import Testing

@testable import Hookline

@Suite struct HandleSieveTests {
  private static func line(_ text: String, number: Int = 2) -> LineCutter.Line {
    LineCutter.Line(number: number, bytes: Array(text.utf8))
  }

  @Test func `a handle passes once, however it is written`() throws {
    var sieve = HandleSieve()
    let texts = ["@Name", "name\r", "  NAME ", "https://www.tiktok.com/@name/video/1"]

    let handles = texts.compactMap { sieve.take(Self.line($0)) }

    #expect(handles == [try Handle("name")])
    #expect(sieve.duplicateCount == 3 && sieve.validCount == 1 && sieve.badCount == 0)
  }

  @Test(arguments: ["", "  ", "\t\r", "# a comment", "  #name", "#"])
  func `blank lines and comments are nothing`(text: String) {
    var sieve = HandleSieve()

    #expect(sieve.take(Self.line(text)) == nil)
    #expect(sieve.isEmpty && sieve.badCount == 0)
  }

  @Test func `what is no handle is kept with its line and the reason`() {
    var sieve = HandleSieve()

    #expect(sieve.take(Self.line("two words", number: 17)) == nil)
    #expect(sieve.take(LineCutter.Line(number: 18, bytes: [0x61, 0xff])) == nil)
    #expect(
      sieve.take(LineCutter.Line(number: 19, bytes: Array("abc".utf8), isTooLong: true)) == nil)
    #expect(sieve.take("not/an/address") == nil)

    #expect(
      sieve.bad == [
        BadHandle(
          line: 17, text: "two words",
          reason: "a handle has only letters a to z, digits, dots and underscores"),
        BadHandle(line: 18, text: "a\u{FFFD}", reason: "the line is not UTF-8"),
        BadHandle(line: 19, text: "abc", reason: "the line is too long"),
        BadHandle(
          line: nil, text: "not/an/address", reason: "it is an address, but not one of tiktok.com"),
      ])
  }

  @Test func `a byte order mark is passed over at the beginning of a file, and nowhere else`() throws {
    var sieve = HandleSieve()

    #expect(sieve.take(Self.line("\u{FEFF}@one", number: 1)) == (try Handle("one")))
    #expect(sieve.take(Self.line("\u{FEFF}@two", number: 2)) == nil)
    #expect(sieve.badCount == 1)
  }

  @Test func `what is shown of a bad one is short`() {
    var sieve = HandleSieve()
    _ = sieve.take(Self.line(String(repeating: "é", count: 900)))

    #expect(sieve.bad[0].text.count == 100)
  }

  @Test func `no two handles have the same number`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let signs = Array("abcdefghijklmnopqrstuvwxyz0123456789_.")
    var names: Set<String> = ["a", "aa", "_", "__", "0", "00", "9", "z", String(repeating: "_", count: 24)]
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...24, using: &generator)
      let name = String((0..<count).map { _ in signs[Int.random(in: 0..<38, using: &generator)] })
      if name.last != "." { names.insert(name) }
    }

    let numbers = Set(try names.map { HandleSieve.number(try Handle($0)) })

    #expect(numbers.count == names.count, "seed \(seed)")
  }
}
