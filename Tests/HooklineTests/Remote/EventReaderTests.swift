import Lifecycle
import TestKit
import Testing

@testable import Hookline

@Suite struct EventReaderTests {
  private static let text =
    ": connected\nretry: 3000\n\nevent: progress\nid: 3\ndata: {\"a\": 1}\n\n:\n\nevent: end\r\nid: 4\r\n"
    + "data:one\ndata: two\n\n"

  private static let events = [
    EventReader.Event(name: "progress", id: 3, data: Array("{\"a\": 1}".utf8)),
    EventReader.Event(name: "end", id: 4, data: Array("one\ntwo".utf8)),
  ]

  @Test func `events are read however their bytes are cut`() {
    var whole = EventReader()
    #expect(whole.take(Self.text.utf8) == Self.events)

    var generator = SeededGenerator(seed: 7)
    for _ in 0..<50 {
      var (reader, rest) = (EventReader(), Array(Self.text.utf8)[...])
      var found: [EventReader.Event] = []
      while !rest.isEmpty {
        let count = Int.random(in: 1...7, using: &generator)
        found += reader.take(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      #expect(found == Self.events)
    }
  }

  @Test func `an event without an end takes no more memory than it may`() {
    var reader = EventReader()
    let piece = [UInt8](repeating: 0x61, count: 300_000)

    for _ in 0..<3 { _ = reader.take(piece) }
    let isFine = !reader.isBroken
    for _ in 0..<3 { _ = reader.take(piece) }
    let isBroken = reader.isBroken
    let late = reader.take("\ndata: x\n\n".utf8)

    #expect(isFine && isBroken && late == [])
  }
}
