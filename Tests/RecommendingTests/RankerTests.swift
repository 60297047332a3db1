import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct RankerTests {
  private func taste(_ features: VideoFeatures, count: Int64 = 10) -> Taste {
    Taste(of: (1...count).map { PastVideo(Video.ID($0), features: features) })
  }

  private func order(
    _ tracks: [KnownTrack], _ taste: Taste, length: Int = 200, without used: Set<Track.ID> = []
  ) -> [Int64] {
    Ranker(length: length).ranking(of: tracks.map(Candidate.init), for: taste, without: used)
      .items.map(\.track.rawValue)
  }

  @Test func `each respect alone puts what fits before what is unknown before what does not fit`() {
    let cases: [(VideoFeatures, fits: KnownTrack, misfits: KnownTrack)] = [
      (Sample.features(genre: .kPop), Sample.track(3, genre: .kPop), Sample.track(1, genre: .metal)),
      (Sample.features(mood: .calm), Sample.track(3, mood: .calm), Sample.track(1, mood: .energetic)),
      (Sample.features(tempo: 120), Sample.track(3, tempo: 122), Sample.track(1, tempo: 85)),
      (Sample.features(energy: 0.9), Sample.track(3, energy: 0.85), Sample.track(1, energy: 0.1)),
    ]
    for (features, fits, misfits) in cases {
      #expect(order([misfits, Sample.track(2), fits], taste(features)) == [3, 2, 1], "\(features)")
    }
  }

  @Test func `creators of a checkerboard get their own squares`() {
    let genres: [Genre] = [.kPop, .metal, .classical, .afrobeats]
    let moods: [Mood] = [.calm, .energetic, .sad, .happy]
    let board = genres.indices.flatMap { row in
      moods.indices.map { column in
        Sample.track(Int64(row * 4 + column + 1), genre: genres[row], mood: moods[column])
      }
    }
    for row in genres.indices {
      for column in moods.indices {
        let taste = taste(Sample.features(genre: genres[row], mood: moods[column]))

        #expect(order(board, taste).first == Int64(row * 4 + column + 1))
      }
    }
  }

  @Test func `a related genre comes between the same and a strange one`() {
    let tracks = [
      Sample.track(1, genre: .classical), Sample.track(2, genre: .rhythmAndBlues),
      Sample.track(3, genre: .hipHop),
    ]

    #expect(order(tracks, taste(Sample.features(genre: .hipHop))) == [3, 2, 1])
  }

  @Test func `a tempo of another octave fits nearly as well as the same`() {
    let tracks = [Sample.track(1, tempo: 90), Sample.track(2, tempo: 60), Sample.track(3, tempo: 120)]

    #expect(order(tracks, taste(Sample.features(tempo: 120))) == [3, 2, 1])
  }

  @Test func `popularity decides only between equals`() {
    let tracks = [
      Sample.track(1, genre: .pop, uses: 90_000_000), Sample.track(2, genre: .jazz, uses: 10),
      Sample.track(3, genre: .jazz, uses: 5_000),
    ]

    #expect(order(tracks, taste(Sample.features(genre: .jazz))) == [3, 2, 1])
  }

  @Test func `what suits everything gains nothing`() throws {
    var features = VideoFeatures()
    features.genre = Sample.feature(
      Distribution(Dictionary(uniqueKeysWithValues: Genre.allCases.map { ($0, 1.0) })))
    let fit = Fit(taste(features))

    let gains = Genre.allCases.map { fit.contributions(of: Candidate(Sample.track(1, genre: $0))).genre }

    #expect(gains.allSatisfy { abs($0) < 0.15 })
  }

  @Test func `the surer track of two that fit comes first`() {
    let tracks = [
      Sample.track(1, genre: .folk, confidence: 0.3), Sample.track(2, genre: .folk, confidence: 0.9),
    ]

    #expect(order(tracks, taste(Sample.features(genre: .folk))) == [2, 1])
  }

  @Test func `tracks that were used and tracks without a title are left out`() {
    let tracks = [
      Sample.track(1, genre: .pop), Sample.track(2, genre: .pop, title: " \t\u{a0}"), Sample.track(3),
      Sample.track(4, genre: .pop, title: ""),
    ]

    let ranking = Ranker().ranking(
      of: tracks.map(Candidate.init), for: taste(Sample.features(genre: .pop)), without: [Track.ID(1)])

    #expect(ranking.items.map(\.track) == [Track.ID(3)])
    #expect(ranking.considered == 1)
  }

  @Test func `a stranger's sound of which nothing is known comes behind what is unknown otherwise`() {
    let tracks = [
      Sample.track(1, uses: 90_000_000, isOriginalSound: true), Sample.track(2),
      Sample.track(3, genre: .pop, isOriginalSound: true),
    ]

    #expect(order(tracks, taste(Sample.features(genre: .pop))) == [3, 2, 1])
  }

  @Test func `one artist has at most two of the first ten`() {
    let star = (1...30 as ClosedRange<Int64>).map {
      Sample.track($0, genre: .pop, artist: $0 % 2 == 0 ? "A  Star" : "a star")
    }
    let others = (31...60 as ClosedRange<Int64>).map { Sample.track($0, genre: .jazz, artist: "Other \($0)") }

    let list = order(star + others, taste(Sample.features(genre: .pop)), length: 20)

    #expect(list.prefix(10).filter { $0 <= 30 } == [1, 2])
    // What had to wait is what comes next.
    #expect(Array(list.dropFirst(10)) == Array(3...12))
  }

  @Test func `where there is only one artist the list is full all the same`() {
    let tracks = (1...15 as ClosedRange<Int64>).map { Sample.track($0, artist: "only") }

    #expect(order(tracks, Taste(), length: 12) == Array(1...12))
    #expect(order((1...15 as ClosedRange<Int64>).map { Sample.track($0) }, Taste(), length: 3) == [1, 2, 3])
  }

  @Test func `a creator without features gets what is popular, and the reasons say so`() {
    let tracks = [Sample.track(1, uses: 10), Sample.track(2, uses: 1_200_000), Sample.track(3, genre: .pop)]

    let items = Ranker().ranking(of: tracks.map(Candidate.init), for: Taste()).items

    #expect(items.map(\.track.rawValue) == [2, 1, 3])
    #expect(
      items.map { $0.reasons.told.map(\.sentence) } == [
        ["your videos do not say yet what you like; used in 1.2 M videos"],
        ["your videos do not say yet what you like; used in 10 videos"],
        ["your videos do not say yet what you like"],
      ])
  }

  @Test func `the length is brought into its range`() {
    let tracks = (1...300 as ClosedRange<Int64>).map { Sample.track($0) }

    #expect(order(tracks, Taste(), length: 0).count == 1)
    #expect(order(tracks, Taste(), length: .max).count == 200)
    #expect(order([], Taste()).isEmpty)
  }

  @Test func `every label has a place`() {
    for genre in Genre.allCases {
      #expect(Shares(Distribution.only(genre)).product(Shares(Distribution.only(genre))) == 1)
    }
    #expect(Shares((0..<30).map(Double.init)).weights(30) == (0..<24).map(Double.init))
    #expect(Mood.allCases.count <= SIMD8<Float>.scalarCount)
  }
}
