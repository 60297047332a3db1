import FoundationEssentials
import Models
import Testing

@testable import Recommending

@Suite(.timeLimit(.minutes(5))) struct LicenceFuzzTests {
  @Test func `of 100,000 requests no list has a track without a right to it, and none lacks one with`() {
    var trial = LicenceTrial(seed: 20_261_122)

    let result = trial.run(requests: 100_000)

    #expect(result.requests == 100_000)
    #expect(result.unlicensed == 0 && result.incomplete == 0, "first \(result.example ?? "")")
    #expect(result.listed > 30_000 && result.refused > 30_000, "\(result)")
  }

  private func three() -> (FreshSelection, [Track.ID: Rights]) {
    var asked = RequestContext()
    (asked.use, asked.count) = (.branded, 2)
    let right = TrackRight(.world, .branded, isPermission: true, source: "a")
    let rights = Dictionary(uniqueKeysWithValues: (1...3).map { (Track.ID($0), Rights([right])) })
    var selection = FreshSelection(asked, at: Date(timeIntervalSinceReferenceDate: 0))
    selection.admit((1...3).map { Sample.track($0, uses: 10 - $0) }, rights)
    return (selection, rights)
  }

  @Test func `a right that ends while a catalogue is read takes its track out of the list`() {
    let (selection, rights) = three()
    var list = selection.list(for: Taste())

    let gone = list.recheck(selection.gate, rights.filter { $0.key != Track.ID(1) })

    #expect(gone == [Track.ID(1): .unknownRights])
    #expect(list.items.map(\.track.rawValue) == [2] && list.items.map(\.rank) == [1])
    #expect(list.places.count == 1 && list.leftOut == [.unknownRights: 1])
  }

  @Test func `what was dismissed is left out, and counted by its first reason`() {
    let (selection, _) = three()

    let list = selection.list(
      for: Taste(), used: [Track.ID(3)], dismissed: [Track.ID(1), Track.ID(77)], gone: [Track.ID(2): .expired]
    )

    #expect(list.items.map(\.track.rawValue) == [3] && list.leftOut == [.dismissed: 1, .expired: 1])
  }

  @Test func `another track takes the place of one that is gone, which is counted once`() {
    let (selection, _) = three()

    let list = selection.list(
      for: Taste(), used: [Track.ID(1), Track.ID(3)], gone: [Track.ID(1): .expired])

    #expect(list.items.map(\.track.rawValue) == [2, 3] && list.items.map(\.rank) == [1, 2])
    #expect(list.leftOut == [.expired: 1] && list.considered == 2)
  }
}
