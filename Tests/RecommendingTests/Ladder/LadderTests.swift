import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct LadderTests {
  private static func place(
    videos: Int = 0, uses: Int = 0, similar: Int = 0, profile: Bool = false
  ) -> CreatorPlace {
    CreatorLadder.place(
      of: CreatorKnowledge(hasProfile: profile, videos: videos, uses: uses, similar: similar))
  }

  @Test(
    arguments: [
      (Self.place(), "R0"), (Self.place(profile: true), "R1"), (Self.place(videos: 1, profile: true), "R2"),
      (Self.place(videos: 9, uses: 1), "R3"), (Self.place(uses: 4, similar: 7), "R3"),
      (Self.place(videos: 2, uses: 5), "R4"), (Self.place(videos: 2, uses: 5, similar: 1), "R5"),
      (Self.place(videos: -3, uses: -1, similar: 4), "R0"),
    ])
  func `what is known decides the rung`(place: CreatorPlace, rung: String) {
    #expect(place.rung.rawValue == rung)
    #expect(abs(place.shares.values.reduce(0, +) - 1) < 1e-12 && place.shares.values.allSatisfy { $0 >= 0 })
  }

  @Test func `uses count n of n and five, and the videos have the rest with the popular`() {
    let shares = (1...8).map { Self.place(videos: 3, uses: $0).shares }

    for (place, shares) in shares.enumerated() {
      let own = Double(place + 1) / Double(place + 6)
      #expect(abs((shares["uses"] ?? 0) - own) < 1e-12)
      #expect(abs((shares["content"] ?? 0) - (1 - own) / 2) < 1e-12)
      #expect(abs((shares["popularity"] ?? 0) - (1 - own) / 2) < 1e-12)
    }
    #expect(Self.place().shares == ["popularity": 1])
  }

  @Test func `a source that the ranker does not hear has no share, and is told of`() {
    let known = CreatorKnowledge(hasPlace: true, hasProfile: true, videos: 3, uses: 6, similar: 2)

    let place = CreatorLadder.place(of: known, hearing: Ranker.creatorSources)

    #expect(place.rung == .similar && place.shares == ["content": 0.5, "popularity": 0.5])
    #expect(place.unheard == [.profile, .uses, .similar])
    #expect(
      place.sentence
        == "R5, known by uses and by those alike: 3 videos, 6 tracks used, 2 creators alike, the profile, the place "
        + "known; goes by content 50 %, popularity 50 %; known and not gone by: profile, uses, similar")
    #expect(Self.place().sentence == "R0, a stranger: nothing known; goes by popularity 100 %")
  }

  @Test(arguments: UInt64(1)...20) func `more knowledge never leads down`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let known = CreatorKnowledge(
        hasProfile: .random(using: &generator), videos: .random(in: -2...40, using: &generator),
        uses: .random(in: -2...40, using: &generator), similar: .random(in: -2...300, using: &generator))
      var more = known
      more.uses += Int.random(in: 0...5, using: &generator)
      more.videos += Int.random(in: 0...5, using: &generator)
      let (one, other) = (CreatorLadder.place(of: known), CreatorLadder.place(of: more))

      #expect(one.rung <= other.rung, "seed \(seed): \(known), \(more)")
      #expect((one.shares["popularity"] ?? 0) >= (other.shares["popularity"] ?? 0) - 1e-12, "seed \(seed)")
      #expect(abs(other.shares.values.reduce(0, +) - 1) < 1e-9, "seed \(seed)")
    }
  }

  @Test func `tracks climb from their sound over the artist to their uses`() {
    func place(_ uses: Int64?, _ artist: String?) -> TrackPlace {
      TrackLadder.place(of: Candidate(Sample.track(1, uses: uses, artist: artist)))
    }

    #expect(place(nil, nil).rung == .sound && place(0, "A").rung == .artist)
    #expect(place(1, nil).rung == .firstUses && place(20, "A").rung == .firstUses)
    #expect(place(21, nil).rung == .uses && place(-5, nil).rung == .sound)
    #expect(place(20, "A").shares == ["uses": 0.5, "artist": 0.25, "sound": 0.25])
    #expect(place(nil, nil).shares == ["sound": 1])
    #expect(abs(place(.max, "A").shares.values.reduce(0, +) - 1) < 1e-12)
  }

  @Test func `the names on the wire stay`() {
    #expect(CreatorRung.allCases.map(\.rawValue) == ["R0", "R1", "R2", "R3", "R4", "R5"])
    #expect(TrackRung.allCases.map(\.rawValue) == ["T0", "T1", "T2", "T3"])
    #expect(
      CreatorSource.allCases.map(\.rawValue) == ["popularity", "profile", "content", "uses", "similar"])
    #expect(
      LeftOut.allCases.map(\.rawValue) == [
        "unnamed", "used", "dismissed", "genre", "mood", "tempo", "length", "language", "forbidden",
        "unknown-rights", "other-use", "other-territory", "expired", "not-yet", "other-source",
      ])
    #expect(LeftOut.allCases.filter(\.isOfRights).first == .forbidden && !LeftOut.language.isOfRights)
  }
}
