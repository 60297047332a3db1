import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Recommending

@Suite(.timeLimit(.minutes(1))) struct WhatWorksTests {
  @Test func `planted lifts are found with their sign, and what does nothing is seldom flagged`() {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the creators: \(seed)")
    var generator = SeededGenerator(seed: seed)
    var score = PlantedScore()

    for _ in 0..<150 {
      let creator = PlantedCreator(using: &generator)
      for lift in WhatWorks(creator.posts).lifts {
        score.count(
          lift.level, posts: lift.posts, isFlagged: lift.isCertain, isUp: lift.factor > 1, creator.lifts)
      }
    }

    #expect(score.planted > 300 && score.nulls > 1500)
    #expect(score.foundShare >= 0.9, "\(score)")
    #expect(score.flaggedShare <= 0.05, "\(score)")
  }

  @Test func `a hashtag that always comes with what works is not what works`() throws {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of the posts: \(seed)")
    var generator = SeededGenerator(seed: seed)
    // Of 200 posts each second is jazz and does twice as well; the tag is on nine of ten of them and a few others.
    let posts = (0..<200).map { index -> CreatorPost in
      let isJazz = index % 2 == 0
      let isTagged = isJazz ? index % 20 != 0 : index % 20 == 1
      let noise = Double.random(in: 0.8...1.25, using: &generator)
      return Self.post(
        index, rate: (isJazz ? 0.1 : 0.05) * noise, genre: isJazz ? .jazz : .pop,
        tags: isTagged ? ["live"] : [])
    }

    let lifts = WhatWorks(posts).lifts

    let jazz = try #require(lifts.first { $0.level == "jazz" })
    let tag = try #require(lifts.first { $0.level == "live" })
    #expect(jazz.isCertain && (1.6...2.4).contains(jazz.factor), "\(jazz)")
    #expect(tag.range.lowerBound < 1.15 && tag.range.upperBound > 0.87 && tag.factor < 1.2, "\(tag)")
  }

  @Test func `a growing audience is no lift of what came later`() {
    let posts = (0..<160).map { index in
      // Jazz came in the second half, in which everything does three times as well.
      Self.post(
        index, rate: 0.05 * (1 + Double(index) / 80) * (index % 3 == 0 ? 1.1 : 0.95),
        genre: index >= 80 && index % 2 == 0 ? .jazz : .pop, tags: [])
    }

    let jazz = WhatWorks(posts).lifts.first { $0.level == "jazz" }

    #expect(jazz.map { $0.factor < 1.1 && !$0.isCertain } == true, "\(String(describing: jazz))")
  }

  @Test func `few posts, and posts that all do alike, show nothing`() {
    let few = (0..<14).map { Self.post($0, rate: 0.1, genre: .pop, tags: []) }
    let alike = (0..<60).map { Self.post($0, rate: 0.1, genre: $0 % 2 == 0 ? .pop : .jazz, tags: ["a"]) }

    #expect(WhatWorks(few).lifts.isEmpty && WhatWorks([]).posts == 0)
    #expect(WhatWorks(alike).lifts.allSatisfy { !$0.isCertain && abs($0.factor - 1) < 0.02 })
    #expect(!WhatWorks(alike).lifts.contains { $0.facet == .hashtag }, "all posts have it")
  }

  @Test func `numbers from outside may be anything`() {
    let wild: [Int64?] = [.max, .min, 0, -1, nil, 1]
    let lengths = [Double.nan, -1, 1e300, 10]
    let posts = (0..<60).map { index -> CreatorPost in
      let counts = VideoCounts(
        plays: wild[index % 6], likes: wild[(index + 1) % 6], comments: wild[index % 5],
        shares: wild[index % 4])
      let time = index % 7 == 0 ? Double.infinity : index % 7 == 1 ? 1.7e300 : Double(index) * 1e9
      return CreatorPost(
        postedAt: Date(timeIntervalSinceReferenceDate: time), counts: counts, duration: lengths[index % 4],
        hashtags: ["a", "a", "b"])
    }

    let works = WhatWorks(posts), standing = Standing(posts, followers: .min)

    #expect(works.lifts.allSatisfy { $0.factor.isFinite && $0.factor > 0 && $0.range.contains($0.factor) })
    #expect(standing.tier == nil && standing.lifetime.perFollower == nil)
  }

  @Test func `the quantile of Student is near to the tables'`() {
    // Of 0.985, by tables: 10 degrees 2.5275, 30 degrees 2.2783, 120 degrees 2.1963.
    let reaches = [10, 30, 120].map(WhatWorks.reach)

    for (reach, truth) in zip(reaches, [2.5275, 2.2783, 2.1963]) { #expect(abs(reach - truth) < 0.02) }
  }

  private static func post(_ index: Int, rate: Double, genre: Genre, tags: [String]) -> CreatorPost {
    CreatorPost(
      postedAt: Date(timeIntervalSince1970: 1.7e9 + Double(index) * 90_000),
      counts: VideoCounts(plays: 100_000, likes: Int64(100_000 * rate)), duration: 20, hashtags: tags,
      features: Sample.features(genre: genre))
  }
}
