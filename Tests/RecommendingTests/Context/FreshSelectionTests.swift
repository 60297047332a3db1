import FoundationEssentials
import Models
import Testing

@testable import Recommending

@Suite struct FreshSelectionTests {
  private static func left(
    _ tracks: [KnownTrack], _ facts: [Track.ID: TrackFacts] = [:], _ change: (inout RequestContext) -> Void
  ) -> (kept: [Int64], leftOut: [LeftOut: Int]) {
    var asked = RequestContext()
    change(&asked)
    var selection = FreshSelection(asked, at: Date(timeIntervalSince1970: 0))
    selection.admit(selection.fitting(tracks, facts), [:])
    let list = selection.list(for: Taste())
    return (list.items.map(\.track.rawValue).sorted(), list.leftOut)
  }

  @Test func `a genre or mood is what a track mostly is, or to a good part`() {
    let mixture = Sample.feature(Distribution<Genre>([.rock: 0.7, .jazz: 0.3]))
    var mixed = Sample.track(3)
    mixed.features = TrackFeatures(genre: mixture)
    let tracks = [Sample.track(1, genre: .jazz), Sample.track(2, genre: .rock), mixed, Sample.track(4)]

    let jazz = Self.left(tracks) { $0.genre = .jazz }
    let sad = Self.left([Sample.track(1, mood: .sad), Sample.track(2, mood: .happy)]) { $0.mood = .sad }

    #expect(jazz.kept == [1, 3] && jazz.leftOut == [.genre: 2])
    #expect(sad.kept == [1] && sad.leftOut == [.mood: 1])
  }

  @Test func `tempos are within the range, and unknown ones are not promised`() {
    let tracks = [(1, 89.9), (2, 90), (3, 120), (4, 121), (5, 200)].map { Sample.track($0, tempo: $1) }

    let found = Self.left(tracks + [Sample.track(6)]) { $0.tempo = 90...120 }

    #expect(found.kept == [2, 3] && found.leftOut == [.tempo: 4])
  }

  @Test func `what is too short is left out, and what has no length is not`() {
    let facts: [Track.ID: TrackFacts] = [
      Track.ID(1): .init(duration: 14), Track.ID(2): .init(duration: 14.6),
      Track.ID(3): .init(duration: .nan),
    ]

    let found = Self.left((1...4).map { Sample.track($0) }, facts) { $0.length = 15 }

    #expect(found.kept == [2, 3, 4] && found.leftOut == [.length: 1])
  }

  @Test func `what only others use is left out for a language`() {
    let facts: [Track.ID: TrackFacts] = [
      Track.ID(1): .init(speakers: 1, others: 90), Track.ID(2): .init(others: 3),
      Track.ID(3): .init(others: 2),
    ]

    let found = Self.left((1...4).map { Sample.track($0) }, facts) { $0.language = "es" }

    #expect(found.kept == [1, 3, 4] && found.leftOut == [.language: 1])
  }

  @Test func `nameless sounds are nothing to recommend, and used ones only where they are not excluded`() {
    let tracks = [Sample.track(1, title: " "), Sample.track(2), Sample.track(3)]
    func list(_ excludes: Bool) -> FreshList {
      var asked = RequestContext()
      asked.excludesUsed = excludes
      var selection = FreshSelection(asked, at: Date(timeIntervalSince1970: 0))
      selection.admit(selection.fitting(tracks, [:]), [:])
      return selection.list(for: Taste(), used: [Track.ID(2), Track.ID(77)])
    }

    #expect(list(true).items.map(\.track.rawValue) == [3])
    #expect(list(true).leftOut == [.unnamed: 1, .used: 1] && list(true).used.isEmpty)
    #expect(list(false).items.map(\.track.rawValue) == [2, 3] && list(false).used == [Track.ID(2)])
  }

  @Test func `a list for a video goes by the video, and its sentences speak of it`() {
    var selection = FreshSelection(RequestContext(), at: Date(timeIntervalSince1970: 0))
    selection.admit(
      [Sample.track(1, genre: .jazz, tempo: 100), Sample.track(2, genre: .metal, tempo: 140)], [:])
    let taste = Taste(for: Sample.features(genre: .jazz, tempo: 100))

    let list = selection.list(for: taste, isOfVideo: true)

    #expect(list.items.map(\.track.rawValue) == [1, 2])
    #expect(
      list.items[0].reasons.sentences == ["jazz fits 100 % of this video", "100 BPM, just like this video"])
    #expect(
      list.items[1].reasons.sentences.last == "metal, where this video is mostly jazz")
    for item in list.items {
      #expect(abs(item.reasons.reduce(0) { $0 + $1.contribution } - item.score) < 1e-9)
    }
    #expect(Taste(for: VideoFeatures()).isEmpty)
  }

  @Test(
    arguments: [
      ("90-120", 90...120), ("100", 98...102), ("90.5-90.5", 90.5...90.5), ("20", 20...22),
    ] as [(String, ClosedRange<Double>)])
  func `tempos are a range or one`(text: String, range: ClosedRange<Double>) throws {
    #expect(try RequestContext.tempos(from: text) == range)
  }

  @Test(arguments: [
    "", "-", "120-", "-120", "120-90", "nan", "0x50", "10", "90-500", "1e2", "90--100", "9 0",
  ])
  func `what is no tempo is refused`(text: String) {
    #expect(throws: ContextError.self) { try RequestContext.tempos(from: text) }
  }

  @Test func `a request is checked`() {
    let changes: [@Sendable (inout RequestContext) -> Void] = [
      { $0.count = 0 }, { $0.count = 201 }, { $0.tempo = 10...90 }, { $0.length = .nan }, { $0.length = 0.5 },
      { $0.language = "e" }, { $0.language = "ES" }, { $0.sources = [] }, { $0.sources = [""] },
    ]
    for change in changes {
      var asked = RequestContext()
      change(&asked)
      let changed = asked
      #expect(throws: ContextError.self) { try changed.check() }
    }
    #expect(throws: Never.self) { try RequestContext().check() }
  }

  @Test func `hooks get the length of the video, within their track`() {
    let hook = TrackHook(start: 40, end: 55, reason: "loud")

    #expect(hook.fitted(to: 10, of: 200) == TrackHook(start: 40, end: 50, reason: "loud"))
    #expect(hook.fitted(to: 30, of: 60) == TrackHook(start: 30, end: 60, reason: "loud"))
    #expect(hook.fitted(to: 30, of: 20) == TrackHook(start: 0, end: 20, reason: "loud"))
    #expect(hook.fitted(to: 30, of: nil) == TrackHook(start: 40, end: 70, reason: "loud"))
    #expect(hook.fitted(to: .nan, of: 1) == hook)
  }
}
