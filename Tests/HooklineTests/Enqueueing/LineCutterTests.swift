import TestKit
import Testing

@testable import Hookline

@Suite struct LineCutterTests {
  private typealias Line = LineCutter.Line

  private static func lines(_ pieces: [[UInt8]]) -> [Line] {
    var cutter = LineCutter()
    var lines: [Line] = []
    for piece in pieces { cutter.cut(piece) { lines.append($0) } }
    cutter.end { lines.append($0) }
    return lines
  }

  @Test func `lines are numbered from one, and the last needs no line break`() {
    #expect(Self.lines([]) == [])
    #expect(Self.lines([Array("a\n".utf8)]) == [Line(number: 1, bytes: Array("a".utf8))])
    #expect(
      Self.lines([Array("a\n\nb".utf8)]) == [
        Line(number: 1, bytes: Array("a".utf8)), Line(number: 2, bytes: []),
        Line(number: 3, bytes: Array("b".utf8)),
      ])
  }

  @Test func `of a line that is too long no more than the limit is kept, and the next is whole`() {
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 700)

    let lines = Self.lines(Array(repeating: piece, count: 300) + [Array("\nshort\n".utf8)])

    #expect(lines.count == 2)
    #expect(lines[0].isTooLong && lines[0].bytes.count == LineCutter.limit)
    #expect(lines[1] == Line(number: 2, bytes: Array("short".utf8)))
  }

  @Test func `a line of exactly the limit is not too long`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: LineCutter.limit)

    #expect(Self.lines([bytes + [10]]) == [Line(number: 1, bytes: bytes)])
  }

  @Test func `where the pieces begin makes no difference`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<5_000).map { _ in UInt8.random(in: 9...12, using: &generator) }
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...40, using: &generator))
      pieces.append(Array(piece))
      rest = rest.dropFirst(piece.count)
    }

    #expect(Self.lines(pieces) == Self.lines([bytes]), "seed \(seed)")
  }
}
