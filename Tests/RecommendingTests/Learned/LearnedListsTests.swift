import FoundationEssentials
import Models
import Testing

@testable import Recommending

struct LearnedListsTests {
  /// Tracks of two genres by turns, each by an artist of its own.
  private static let tracks = (1...400).map { number in
    Candidate(
      KnownTrack(
        Track.ID(Int64(number)), title: "Song \(number)", artist: "Artist \(number)",
        uses: Int64(number % 50) * 1_000,
        features: TrackFeatures(genre: feature(number % 2 == 0 ? .jazz : .metal))))
  }
  private static let lists = LearnedLists(tracks)

  private static func feature(_ genre: Genre) -> Feature<Distribution<Genre>>? {
    Feature([Finding(.only(genre), confidence: 0.9, evidence: .audio)])
  }

  private static func taste(_ genre: Genre) -> Taste {
    Taste(
      of: (1...6).map { number in
        PastVideo(
          Video.ID(Int64(number)), postedAt: Date(timeIntervalSince1970: 1_690_000_000 + Double(number)),
          features: VideoFeatures(genre: feature(genre), engagement: 0.1))
      })
  }

  /// Creators who choose of their genre what others with the same last digit use.
  private static func request(_ number: Int, forbidden: Set<Track.ID> = []) -> LearnedRequest {
    let genre: Genre = number % 2 == 0 ? .jazz : .metal
    let own = tracks.filter { Int($0.track.rawValue) % 10 == number % 10 }.map(\.track)
    return LearnedRequest(
      taste: taste(genre), used: Set(own.prefix(10)), forbidden: forbidden,
      brought: [.ease: Dictionary(uniqueKeysWithValues: own.dropFirst(10).map { ($0, 0.5) })],
      number: UInt64(number))
  }

  private static func ranker() -> LearnedRanker {
    let choices = (0..<60).compactMap { number -> LearnedRanker.Choice? in
      let request = request(number)
      let later = (request.brought[.ease] ?? [:]).keys.sorted().dropFirst(number % 7).prefix(3)
      return lists.example(request, later: Set(later))?.choice
    }
    return LearnedRanker(learningFrom: choices, seed: 1)
  }

  @Test func `what a creator's company uses comes first, with its reason`() throws {
    let request = Self.request(4)
    let ranking = Self.lists.ranking(request, by: Self.ranker(), length: 20)

    // The fourth and the eighth place may be given to something new.
    let ordinary = ranking.items.enumerated().filter { ![3, 7].contains($0.offset) }.map(\.element).prefix(8)
    #expect(ordinary.allSatisfy { $0.track.rawValue % 10 == 4 })
    #expect(ordinary.allSatisfy { $0.reasons.first?.kind == .together })
    #expect(ranking.items.map(\.rank) == Array(1...20))
    #expect(Set(ranking.items.map(\.track)).count == 20)
    #expect(ranking.considered == 390)
  }

  @Test func `the parts of a score add up to it, whoever it is for`() {
    let ranker = Self.ranker()
    for number in 0..<40 {
      for item in Self.lists.ranking(Self.request(number), by: ranker, length: 50).items {
        #expect(abs(item.reasons.reduce(0) { $0 + $1.contribution } - item.score) < 1e-9)
      }
    }
  }

  @Test func `what was used and what is forbidden is in no list`() {
    let ranker = Self.ranker()
    for number in 0..<20 {
      let forbidden = Set(Self.tracks.filter { $0.track.rawValue % 3 == 0 }.map(\.track))
      let request = Self.request(number, forbidden: forbidden)

      let ranking = Self.lists.ranking(request, by: ranker, length: 200)

      #expect(ranking.items.allSatisfy { !forbidden.contains($0.track) && !request.used.contains($0.track) })
      #expect(!ranking.items.isEmpty)
    }
  }

  @Test func `the same is the same, and another list gives other tracks the places left to chance`() {
    let ranker = Self.ranker()
    var request = Self.request(4)
    let one = Self.lists.ranking(request, by: ranker, length: 20)
    #expect(Self.lists.ranking(request, by: ranker, length: 20) == one)

    let others = (1...20).map { number in
      request.number = UInt64(1_000 + number)
      return Self.lists.ranking(request, by: ranker, length: 20).items[3].track
    }
    #expect(Set(others).count > 1)
  }

  @Test func `who is not known at all gets a list by what is popular`() {
    let stranger = LearnedRequest(taste: Taste(of: []), used: [])
    let ranking = Self.lists.ranking(stranger, by: Self.ranker(), length: 20)

    #expect(ranking.items.count == 20 && ranking.items.allSatisfy { $0.score.isFinite })
  }

  @Test func `what was learnt foretells more than the fit, and nothing of what is in no list`() throws {
    let ranker = Self.ranker()
    let request = Self.request(6)
    let later = Set((request.brought[.ease] ?? [:]).keys)

    let example = try #require(Self.lists.example(request, later: later))

    #expect(example.quality(by: ranker) > example.fit)
    #expect(Self.lists.example(request, later: [Track.ID(9_999)]) == nil)
  }

  @Test func `one track that speaks among thousands is not lost in a sample`() {
    let many = (1...9_000).map { number in
      Candidate(
        KnownTrack(
          Track.ID(Int64(number)), title: "Song \(number)", artist: nil, uses: 1_000,
          features: TrackFeatures(genre: Self.feature(.jazz))))
    }
    // Not one of those that a sample would have.
    let request = LearnedRequest(
      taste: Self.taste(.jazz), used: [Track.ID(1)], brought: [.ease: [Track.ID(4_444): 0.7]])

    let ranking = LearnedLists(many).ranking(request, by: Self.ranker(), length: 5)

    #expect(ranking.items.first?.track == Track.ID(4_444))
    #expect(ranking.items.first?.reasons.first?.kind == .together)
  }

  @Test func `candidates by growth and by tags are among those that are ranked`() {
    var request = Self.request(4)
    // Of another genre, and seldom used.
    let odd = [Track.ID(301), Track.ID(351)]
    request.brought[.rising] = [odd[0]: 1]
    request.brought[.hashtags] = [odd[1]: 1]
    request.velocities = [odd[0]: 2]

    let with = Self.lists.example(request, later: [odd[0], odd[1]])?.choice
    let without = Self.lists.example(Self.request(4), later: [odd[0], odd[1]])?.choice

    #expect(with?.chosen.count == 2 && (without?.chosen.count ?? 0) < 2)
  }
}
