import FoundationEssentials
import Models
import Testing

@testable import Recommending

@Suite struct StandingTests {
  private func posts(daysAgo: [Double], plays: [Int64?] = []) -> [CreatorPost] {
    daysAgo.enumerated().map { place, days in
      CreatorPost(
        postedAt: Date(timeIntervalSince1970: 1_700_000_000 - days * 86_400),
        counts: VideoCounts(plays: place < plays.count ? plays[place] : nil))
    }
  }

  private func standing(_ posts: [CreatorPost], followers: Int64? = nil) -> Standing {
    Standing(posts, followers: followers)
  }

  @Test func `cadence is taken from the newest posts, and from a week at least`() {
    #expect(standing(posts(daysAgo: [0, 7, 14, 21])).postsPerWeek == 1)
    #expect(standing(posts(daysAgo: [0, 0.1, 0.2])).postsPerWeek == 2)
    let daily = standing(posts(daysAgo: (0..<30).map(Double.init) + [4_000])).postsPerWeek
    #expect(daily.map { abs($0 - 7) < 1e-9 } == true)
    #expect(standing(posts(daysAgo: [3])).postsPerWeek == nil && standing([]).postsPerWeek == nil)
  }

  @Test func `weeks without a post are told from weeks with many`() {
    #expect(standing(posts(daysAgo: [0, 7, 14, 21])).constancy == 1)
    #expect(standing(posts(daysAgo: [0, 1, 2, 27])).constancy == 0.5)
    #expect(standing(posts(daysAgo: [0, 7])).constancy == nil)
  }

  @Test func `medians leave out what is not known`() {
    let rates = standing(posts(daysAgo: [1, 2, 3, 4], plays: [10, nil, 1_000_000, 30])).lifetime

    #expect(rates.plays == 30 && rates.likes == nil && rates.perView == nil && rates.posts == 4)
    #expect(standing(posts(daysAgo: [1, 2], plays: [10, 30])).lifetime.plays == 20)
  }

  @Test func `engagement is per play and per follower, whatever was stored`() {
    func rates(_ counts: VideoCounts, _ followers: Int64? = nil) -> Standing.Rates {
      standing([CreatorPost(counts: counts)], followers: followers).lifetime
    }

    let usual = VideoCounts(plays: 100, likes: 5, comments: 3, shares: 1, saves: 1)
    #expect(rates(usual).perView == 0.1 && rates(usual, 50).perFollower == 0.2)
    #expect(rates(usual, 0).perFollower == nil && rates(usual).perFollower == nil)
    #expect(rates(VideoCounts(plays: 0, likes: 5)).perView == nil)
    #expect(rates(VideoCounts(plays: 5)).perView == nil)
    #expect(rates(VideoCounts(plays: 1, likes: .max, saves: .max)).perView.map(\.isFinite) == true)
    #expect(rates(VideoCounts(plays: 10, likes: .min, comments: 1)).perView == 0.1)
  }

  @Test func `lately is the last month, and ten posts at least`() {
    let often = standing(
      posts(daysAgo: (0..<60).map { Double($0) }, plays: (0..<60).map { $0 < 31 ? 100 : 10 }))
    let seldom = standing(
      posts(daysAgo: (0..<20).map { Double($0) * 30 }, plays: (0..<20).map { $0 < 10 ? 9 : 5 }))

    #expect(often.recent.posts == 31 && often.recent.plays == 100 && often.lifetime.posts == 60)
    #expect(seldom.recent.posts == 10 && seldom.recent.plays == 9)
  }

  @Test(
    arguments: [
      (0, AudienceTier.nano), (9_999, .nano), (10_000, .micro), (100_000, .mid), (500_000, .macro),
      (1_000_000, .mega), (.max, .mega),
    ] as [(Int64, AudienceTier)])
  func `audiences have the names that agencies use`(followers: Int64, tier: AudienceTier) {
    #expect(AudienceTier(followers) == tier && AudienceTier(-1) == nil)
  }
}

@Suite struct TasteDriftTests {
  private func posts(_ genres: [Genre]) -> [CreatorPost] {
    genres.enumerated().map { index, genre in
      CreatorPost(
        postedAt: Date(timeIntervalSince1970: 1.7e9 + Double(index) * 86_400),
        features: Sample.features(genre: genre))
    }
  }

  @Test func `a change of genre is told with what went and what came`() throws {
    let drift = try #require(
      TasteDrift(posts(Array(repeating: .pop, count: 20) + Array(repeating: .jazz, count: 10))) { $0.genre })

    #expect(drift.isCertain && drift.distance == 1 && drift.olderPosts == 20 && drift.newerPosts == 10)
    #expect(Set(drift.moves.prefix(2).map(\.label)) == [.pop, .jazz])
    #expect(drift.moves.first { $0.label == .jazz }.map { ($0.before, $0.after) == (0, 1) } == true)
  }

  @Test func `a mixture that stays the same has no drift, and few posts have none at all`() throws {
    let steady = try #require(TasteDrift(posts((0..<36).map { $0 % 3 == 0 ? .jazz : .pop })) { $0.genre })

    #expect(!steady.isCertain && steady.distance < 0.1 && steady.chance > 0.5)
    #expect(TasteDrift(posts(Array(repeating: .pop, count: 11))) { $0.genre } == nil)
    #expect(TasteDrift(posts(Array(repeating: .pop, count: 12))) { $0.genre } != nil)
    #expect(TasteDrift(posts(Array(repeating: .pop, count: 40))) { $0.mood } == nil)
  }
}

@Suite struct OriginalityTests {
  private func post(
    _ day: Double, _ track: Int64, isOwn: Bool = false, others: Int = 0, earlier: Int = 0
  ) -> CreatorPost {
    CreatorPost(
      postedAt: Date(timeIntervalSince1970: day * 86_400),
      sound: .init(Track.ID(track), isOwn: isOwn, others: others, earlier: earlier))
  }

  @Test func `own sounds are counted, and others by who came before`() {
    let early = Originality([
      post(1, 1, others: 10, earlier: 1), post(2, 2, others: 8, earlier: 0),
      post(3, 3, others: 4, earlier: 1),
      post(4, 9, isOwn: true), post(5, 1, others: 10, earlier: 1), CreatorPost(),
    ])
    let late = Originality((1...3).map { post(Double($0), $0 == 1 ? 1 : Int64($0), others: 10, earlier: 9) })

    #expect(early.ownSounds == 0.2 && early.shared == 3)
    #expect(early.timing == .early && early.lateness.map { abs($0 - (0.1 + 0 + 0.25) / 3) < 1e-9 } == true)
    #expect(late.timing == .late && late.lateness == 0.9)
  }

  @Test func `sounds that hardly anybody else uses tell nothing`() {
    let alone = Originality([post(1, 1, others: 3, earlier: 0), post(2, 2), post(3, 3)])

    #expect(alone.lateness == nil && alone.timing == nil && alone.ownSounds == 0)
    #expect(Originality([]).ownSounds == nil)
    #expect(Originality([post(1, 1, others: 9, earlier: 99)]).lateness == 1)
  }
}
