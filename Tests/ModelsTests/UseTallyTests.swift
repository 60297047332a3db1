import FoundationEssentials
import Models
import Testing

@Suite struct UseTallyTests {
  private let window = UseWindow(.day, until: Date(timeIntervalSince1970: 1_767_225_600))

  @Test func `a window has whole days or hours, the last of them over`() {
    let noon = Date(timeIntervalSince1970: 1_767_225_600 + 43_210)
    let hours = UseWindow(.hour, until: noon)

    #expect(UseWindow(.day, until: noon) == window && window.ends.timeIntervalSince1970 == 1_767_225_600)
    #expect(window.begins == window.ends.addingTimeInterval(-56 * 86_400))
    #expect(hours.ends == noon.addingTimeInterval(-10) && hours.length == 336)
    // 2026-01-01, the day behind the last, was a Thursday, as was 1970-01-01.
    #expect(window.phase(of: 55) == 6 && window.phase(of: 0) == window.phase(of: 49))
    let early = UseWindow(.day, until: Date(timeIntervalSince1970: -86_400 * 100))
    #expect((0..<7).map { (0..<7).contains(early.phase(of: $0)) } == Array(repeating: true, count: 7))
    for seconds in [Double.nan, .infinity, -.infinity, 1e300] {
      _ = UseWindow(.hour, until: Date(timeIntervalSince1970: seconds))
    }
  }

  @Test func `each creator counts once a day, and videos count for the share of the one with most`() {
    var tally = UseTally(Track.ID(1), window)
    tally.add(Author.ID(1), at: 55, videos: 3)
    tally.add(Author.ID(1), at: 55)
    tally.add(Author.ID(2), at: 55)
    tally.add(Author.ID(1), at: 48)
    tally.add(Author.ID(3), at: 0)

    let uses = tally.uses

    #expect(uses.counts[55] == 2 && uses.counts[48] == 1 && uses.counts[0] == 1)
    #expect(uses.recentCreators == 2 && uses.creators == 3)
    #expect(uses.topShare == 0.8, "four of five; the day before the last seven does not count")
  }

  @Test func `what lies outside or is no number is left out`() {
    var tally = UseTally(Track.ID(1), window)
    for place in [-1, 56, .max, .min] { tally.add(Author.ID(1), at: place) }
    tally.add(Author.ID(1), at: 3, videos: -4)
    tally.add(Author.ID(2), at: 55, videos: .max)
    tally.add(Author.ID(2), at: 55, videos: .max)

    #expect(tally.uses.counts.reduce(0) { $0 + ($1 ?? 0) } == 1 && tally.uses.creators == 1)
    let volume = UseVolume(window, totals: [.nan, -1, .infinity, 7], creators: -1)
    #expect(volume.totals.prefix(5) == [0, 0, 0, 7, 0] && volume.totals.count == 56 && volume.creators == 0)
  }
}
