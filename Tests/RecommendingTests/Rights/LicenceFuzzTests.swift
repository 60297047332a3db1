import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Recommending

/// Requests and contracts made up at random, judged by a second reading of the rules that shares no code with the gate.
@Suite(.timeLimit(.minutes(5))) struct LicenceFuzzTests {
  private static let places = ["WW", "SE", "DE", "US"].compactMap(Territory.init)
  private static let sources = ["a", "b", "c"]

  private struct Odds {
    var generator: SeededGenerator

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

    mutating func moment() -> Date? {
      below(3) == 0 ? Date(timeIntervalSinceReferenceDate: Double(below(6)) * 100) : nil
    }

    mutating func right() -> TrackRight {
      let (first, second) = (moment(), moment())
      return TrackRight(
        one(of: places), one(of: TrackUse.allCases), isPermission: below(5) > 0, from: first, until: second,
        source: one(of: sources))
    }

    mutating func context() -> RequestContext {
      var context = RequestContext()
      context.use = one(of: TrackUse.allCases)
      context.territory = one(of: places)
      if below(3) == 0 { context.sources = Set((0...below(2)).map { _ in one(of: sources) }) }
      context.count = 1 + below(8)
      context.excludesUsed = below(2) == 0
      if below(4) == 0 { context.genre = below(2) == 0 ? .jazz : .metal }
      return context
    }
  }

  /// Says what the rules say, one right at a time.
  private static func mayBeUsed(_ rights: [TrackRight], _ asked: RequestContext, _ now: Date) -> Bool {
    var isAllowed = asked.use.rawValue == "organic" && asked.sources == nil
    for right in rights where right.use.rawValue == asked.use.rawValue {
      if let from = right.from, from > now { continue }
      if let until = right.until, until <= now { continue }
      let (there, here) = (right.territory.code, asked.territory.code)
      if !right.isPermission {
        if there == here || there == "WW" || here == "WW" { return false }
      } else if there == here || there == "WW" {
        if asked.sources == nil || asked.sources?.contains(right.source) == true { isAllowed = true }
      }
    }
    return isAllowed
  }

  @Test func `of 100,000 requests no list has a track without a right to it, and none lacks one with`() {
    var odds = Odds(generator: SeededGenerator(seed: 20_261_122))
    var (listed, refused) = (0, 0)
    var wrong: [String] = []
    for number in 1...100_000 {
      let asked = odds.context()
      let now = Date(timeIntervalSinceReferenceDate: Double(odds.below(6)) * 100)
      var rights: [Track.ID: Rights] = [:]
      let tracks = (1...3).map { id in
        let count = odds.below(5)
        if count > 0 { rights[Track.ID(Int64(id))] = Rights((1...count).map { _ in odds.right() }) }
        return Sample.track(Int64(id), genre: odds.below(2) == 0 ? .jazz : .metal)
      }
      let used: Set<Track.ID> = [Track.ID(Int64(1 + odds.below(3)))]
      var selection = FreshSelection(asked, at: now)
      selection.admit(selection.fitting(tracks, [:]), rights)
      let list = selection.list(for: Taste(), used: used)

      let may = Set(tracks.map(\.track).filter { Self.mayBeUsed(rights[$0]?.all ?? [], asked, now) })
      let chosen = Set(list.items.map(\.track))
      let wanted = may.filter { track in
        (asked.genre == nil || tracks.first { $0.track == track }?.features?.genre?.value.top == asked.genre)
          && !(asked.excludesUsed && used.contains(track))
      }
      listed += chosen.count
      refused += tracks.count - chosen.count
      let isWhole = chosen.count == min(wanted.count, asked.count) && chosen.isSubset(of: wanted)
      let isCounted = list.considered + list.leftOut.values.reduce(0, +) == tracks.count
      if !isWhole || !isCounted { wrong.append("request \(number): \(asked), \(rights)") }
    }

    #expect(wrong.isEmpty, "\(wrong.count) of 100,000, first \(wrong.first ?? "")")
    #expect(listed > 30_000 && refused > 30_000, "\(listed) listed, \(refused) refused")
  }

  @Test func `a right that ends while a catalogue is read takes its track out of the list`() {
    var asked = RequestContext()
    asked.use = .branded
    let now = Date(timeIntervalSinceReferenceDate: 0)
    let right = TrackRight(.world, .branded, isPermission: true, source: "a")
    let rights = Dictionary(uniqueKeysWithValues: (1...3).map { (Track.ID($0), Rights([right])) })
    var selection = FreshSelection(asked, at: now)
    selection.admit((1...3).map { Sample.track($0, uses: 10 - $0) }, rights)
    var list = selection.list(for: Taste())

    list.recheck(selection.gate, rights.filter { $0.key != Track.ID(2) })

    #expect(list.items.map(\.track.rawValue) == [1, 3] && list.items.map(\.rank) == [1, 2])
    #expect(list.places.count == 2 && list.leftOut == [.unknownRights: 1])
  }
}
