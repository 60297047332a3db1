import FoundationEssentials
import Glibc
import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct TasteTests {
  private static let day = 86_400.0

  private func video(
    _ id: Int64, daysAgo: Double = 0, isPinned: Bool = false, isAdvertisement: Bool = false,
    _ features: VideoFeatures
  ) -> PastVideo {
    PastVideo(
      Video.ID(id), postedAt: Date(timeIntervalSince1970: 1_700_000_000 - daysAgo * Self.day),
      isPinned: isPinned, isAdvertisement: isAdvertisement, features: features)
  }

  @Test func `a video of half a year ago counts a quarter of the newest`() throws {
    let taste = Taste(of: [
      video(1, Sample.features(genre: .jazz)), video(2, daysAgo: 180, Sample.features(genre: .metal)),
    ])

    let genre = try #require(taste.genre?.value)
    #expect(abs(genre[.jazz] / genre[.metal] - 4) < 1e-9)
  }

  @Test func `what did well counts for more, but not where it is pinned or an advertisement`() throws {
    func share(isPinned: Bool = false, isAdvertisement: Bool = false, engagement: Double) -> Double {
      let plain = (2...6).map { video($0, Sample.features(genre: .jazz, engagement: 0.1)) }
      let star = video(
        1, isPinned: isPinned, isAdvertisement: isAdvertisement,
        Sample.features(genre: .metal, engagement: engagement))
      return Taste(of: plain + [star]).genre?.value[.metal] ?? 0
    }

    #expect(share(engagement: 0.4) > share(engagement: 0.1) * 1.5)
    #expect(share(engagement: 0.01) < share(engagement: 0.1))
    #expect(share(isPinned: true, engagement: 0.4) == share(engagement: 0.1))
    #expect(share(isAdvertisement: true, engagement: 0.4) == share(engagement: 0.1))
    #expect(share(engagement: 1e9) == share(engagement: 0.4))
  }

  @Test func `confidence grows with evidence and never reaches certainty`() {
    let counts = [1, 2, 5, 20, 200].map { count in
      Taste(of: (1...Int64(count)).map { video($0, Sample.features(mood: .calm)) }).mood?.confidence ?? 0
    }
    let doubtful = Taste(of: [video(1, Sample.features(mood: .calm, confidence: 0.2))]).mood?.confidence ?? 0

    #expect(counts == counts.sorted() && Set(counts).count == counts.count)
    #expect(abs(counts[0] - 0.25) < 0.001 && counts[4] < 1)
    #expect(doubtful > 0 && doubtful < counts[0])
  }

  @Test func `tempos an octave apart are one tempo`() throws {
    let taste = Taste(
      of: [80, 160, 81, 79, 80].enumerated().map { place, tempo in
        video(Int64(place), Sample.features(tempo: tempo))
      })

    let tempo = try #require(taste.tempo?.value)
    #expect(abs(tempo.centre.beatsPerMinute - 80) < 0.5)
    #expect(tempo.spread < 0.02 && tempo.concentration > 0.99)
  }

  @Test func `tempos all over the octave are no preference`() throws {
    let taste = Taste(
      of: (0..<24).map { video($0, Sample.features(tempo: 70 * exp2(Double($0) / 24))) })

    let tempo = try #require(taste.tempo?.value)
    #expect(tempo.concentration < 0.01 && tempo.spread == 0.29)
  }

  @Test func `energy has a centre and a spread`() throws {
    let taste = Taste(of: [video(1, Sample.features(energy: 0.2)), video(2, Sample.features(energy: 0.6))])

    let energy = try #require(taste.energy?.value)
    #expect(abs(energy.centre - 0.4) < 0.01 && abs(energy.spread - 0.2) < 0.01)
  }

  @Test func `videos that say nothing are not counted`() {
    let taste = Taste(of: [
      PastVideo(Video.ID(1)), video(2, VideoFeatures(language: "en", engagement: 0.1)),
      video(3, Sample.features(genre: .pop)),
    ])

    #expect(taste.videos == 1 && !taste.isEmpty)
    #expect(Taste().isEmpty && Taste(of: [PastVideo(Video.ID(1))]).isEmpty)
  }

  @Test func `wrong dates and numbers do no harm`() throws {
    var odd = Sample.features(genre: .metal, energy: .infinity, engagement: .nan)
    odd.tempo = nil
    let videos =
      [
        PastVideo(Video.ID(1), postedAt: Date(timeIntervalSinceReferenceDate: .infinity), features: odd),
        PastVideo(Video.ID(2), postedAt: Date(timeIntervalSinceReferenceDate: 1e300), features: odd),
        PastVideo(Video.ID(3), postedAt: Date(timeIntervalSinceReferenceDate: .nan), features: odd),
      ] + (4...40).map { video($0, Sample.features(genre: .jazz, engagement: 0.1)) }

    let taste = Taste(of: videos)

    #expect(taste.genre?.value[.metal].isFinite == true)
    #expect(taste.energy?.value.centre.isFinite == true)
    // Far in the future, one date makes all others look old; they still count together.
    #expect(try #require(taste.genre).value[.jazz] > 0.1)
  }

  @Test func `the order of the videos does not matter`() {
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let world = World(&generator, tracks: 0, videos: 30)

      let shuffled = world.videos.shuffled(using: &generator)

      #expect(Taste(of: world.videos) == Taste(of: shuffled), "seed \(seed)")
    }
  }
}
