import Models
import TestKit
import Testing

@testable import Media

@Suite struct TrackFinderTests {
  private func key(_ track: Int64, _ number: Int16 = 0) -> FingerprintKey {
    FingerprintKey(Track.ID(track), number: number)
  }

  @Test func `a damaged part finds its track and the place in it, and nothing else`() async throws {
    var drawn = DrawnPrint(seed: 11)
    var index = MemoryIndex()
    let tracks = (0..<40).map { _ in drawn.items(300) }
    for (number, items) in tracks.enumerated() { index.add(Fingerprint(items), key(Int64(number))) }
    let finder = TrackFinder(index)

    for (number, items) in tracks.enumerated() {
      let query = Fingerprint(drawn.damaged(items[120..<165], 0.04))
      let matches = try await finder.matches(of: [query])
      #expect(matches.map(\.key) == [key(Int64(number))], "track \(number)")
      #expect(matches.allSatisfy { abs($0.alignment.offset - 120 * Fingerprint.usualItemDuration) < 0.001 })
    }
    #expect(try await finder.matches(of: [Fingerprint(drawn.items(300))]).isEmpty)
  }

  @Test func `a query of another speed is tried after the true one`() async throws {
    var drawn = DrawnPrint(seed: 12)
    var index = MemoryIndex()
    let items = drawn.items(200)
    index.add(Fingerprint(items), key(1))
    let queries = [
      Fingerprint(drawn.items(200)), Fingerprint(items, speed: 0.98), Fingerprint(drawn.items(200)),
    ]

    let matches = try await TrackFinder(index).matches(of: queries)

    #expect(matches.count == 1 && matches.first.map { abs($0.alignment.speed - 1.0204) < 0.001 } == true)
  }

  @Test func `all recordings of a track are found, the best first`() async throws {
    var drawn = DrawnPrint(seed: 13)
    var index = MemoryIndex()
    let items = drawn.items(200)
    index.add(Fingerprint(drawn.damaged(items, 0.03)), key(1, 0))
    index.add(Fingerprint(items), key(1, 1))
    index.add(Fingerprint(drawn.items(200)), key(1, 2))

    let matches = try await TrackFinder(index).matches(of: [Fingerprint(items)])

    #expect(matches.map(\.key) == [key(1, 1), key(1, 0)])
  }

  @Test func `nothing is found by silence, by too little, or by nothing`() async throws {
    var drawn = DrawnPrint(seed: 14)
    var index = MemoryIndex()
    let items = drawn.items(100)
    let silence = [UInt32](repeating: 627_964_279, count: 100)
    index.add(Fingerprint(items + silence), key(1))
    index.add(Fingerprint(silence), key(2))
    let finder = TrackFinder(index)

    for query in [silence, Array(items.prefix(7)), []] {
      #expect(try await finder.matches(of: [Fingerprint(query)]).isEmpty, "\(query.count) items")
    }
    #expect(try await finder.matches(of: []).isEmpty)
  }
}
