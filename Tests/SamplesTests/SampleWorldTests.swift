import Models
import TestKit
import Testing

@testable import Samples

@Suite struct SampleWorldTests {
  private static let world = SampleWorld()
  private static let seeds: [UInt64] = [SampleWorld.defaultSeed, 0, 1, 77, .max]

  private static func documents(_ world: SampleWorld) -> [String] {
    world.files.map { "\($0.path)\n" + String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: seeds) func `the same seed makes the same bytes, another one others`(seed: UInt64) {
    let once = Self.documents(SampleWorld(seed: seed))
    let again = Self.documents(SampleWorld(seed: seed))
    let other = Self.documents(SampleWorld(seed: seed ^ 1))

    #expect(once == again, "seed \(seed)")
    #expect(once[0] != other[0] && Set(once).isDisjoint(with: other), "seed \(seed)")
  }

  @Test func `a larger world begins with the creators, videos and tracks of the smaller one`() {
    let small = SampleWorld(creators: 10, videos: 300, tracks: 60)
    let large = SampleWorld(creators: 90, videos: 2_700, tracks: 60)

    #expect(small.tracks == large.tracks)
    #expect(Array(small.creators) == Array(large.creators.prefix(10)))
    #expect(Self.documents(small).dropLast() == Self.documents(large).prefix(11))
  }

  @Test(arguments: [(40, 1_200, 400), (1, 0, 1), (7, 100, 19), (41, 1_000, 21), (3, 3_000, 5)])
  func `there are as many creators, videos and tracks as were asked for`(
    creators: Int, videos: Int, tracks: Int
  ) {
    let world = SampleWorld(creators: creators, videos: videos, tracks: tracks)

    let made = world.creators.map { world.videos(of: $0) }

    #expect(made.count == creators && world.tracks.count == tracks)
    #expect(made.map(\.count) == world.creators.map(\.videoCount))
    #expect(made.joined().count == videos && world.videoCount == videos)
  }

  @Test(arguments: seeds) func `every genre is planted clearly in each group of forty creators`(seed: UInt64)
  {
    let world = SampleWorld(seed: seed, creators: 120, videos: 0)

    for start in stride(from: 0, to: 120, by: 40) {
      let tastes = world.creators[start..<start + 40].map(\.taste)
      #expect(Set(tastes.filter(\.isClear).compactMap(\.genre)) == Set(Genre.allCases), "seed \(seed)")
      #expect(tastes.count { $0.isClear } == 30)
      #expect(tastes.count { (2...3).contains($0.genres.count) } == 6)
      #expect(tastes.count { $0 == .none } == 4)
      #expect(
        tastes.allSatisfy { $0.genres.isEmpty == ($0.mood == nil) && ($0.mood == nil) == ($0.tempo == nil) })
    }
  }

  @Test(arguments: seeds) func `a clear taste is the genre of seven videos of ten, a mixed one of no one`(
    seed: UInt64
  ) throws {
    let world = SampleWorld(seed: seed)
    for creator in world.creators {
      let videos = world.videos(of: creator)
      let genres = videos.compactMap(\.genre)
      let first = videos.count { $0.genre == creator.taste.genre }
      switch creator.taste.genres.count {
      case 0: #expect(genres.isEmpty, "seed \(seed), \(creator.handle)")
      case 1: #expect(first * 10 >= videos.count * 7, "seed \(seed), \(creator.handle)")
      default:
        #expect(first * 10 < videos.count * 6, "seed \(seed), \(creator.handle)")
        #expect(Set(genres).isSuperset(of: creator.taste.genres), "seed \(seed), \(creator.handle)")
      }
    }
  }

  @Test(arguments: seeds) func `the mood of most videos and the tempo of their tracks are the planted ones`(
    seed: UInt64
  ) throws {
    let world = SampleWorld(seed: seed)
    for creator in world.creators where creator.taste.isClear {
      let tempo = try #require(creator.taste.tempo)
      let videos = world.videos(of: creator).filter { $0.genre == creator.taste.genre }
      let tempos = videos.compactMap { video -> Tempo? in
        guard case .track(let number) = video.sound else { return nil }
        return world.tracks[number].tempo
      }.sorted { $0.beatsPerMinute < $1.beatsPerMinute }
      let median = tempos[tempos.count / 2]

      #expect(
        videos.count { $0.mood == creator.taste.mood } * 5 > videos.count * 3,
        "seed \(seed), \(creator.handle)")
      #expect(abs(median.octaves(to: tempo)) < 0.25, "seed \(seed), \(creator.handle)")
    }
  }

  @Test func `three of four posts about music and five of six tracks say what they are`() {
    let videos = Self.world.creators.flatMap { Self.world.videos(of: $0) }.filter { $0.genre != nil }
    let posts = Double(videos.count { $0.isLabelled }) / Double(videos.count)
    let tracks = Double(Self.world.tracks.count { $0.isLabelled }) / Double(Self.world.tracks.count)

    #expect((0.74...0.86).contains(posts))
    #expect((0.80...0.90).contains(tracks))
  }

  @Test(arguments: seeds) func `popularity is Zipf's and no genre's`(seed: UInt64) {
    let tracks = SampleWorld(seed: seed).tracks.sorted { $0.popularity > $1.popularity }

    #expect(tracks.map(\.popularity) == (1...400).map { 1 / Double($0) })
    #expect(tracks[0].uses > 50 * tracks[99].uses && tracks[399].uses > 0)
    // The upper half holds every genre, none of which fills a fifth of it.
    let upper = Dictionary(grouping: tracks.prefix(200), by: \.genre).mapValues(\.count)
    #expect(upper.count == Genre.allCases.count && upper.values.allSatisfy { $0 < 40 }, "seed \(seed)")
  }

  @Test(arguments: seeds) func `posts lie in the year before the world's end, pinned ones first`(seed: UInt64)
  {
    let world = SampleWorld(seed: seed)
    var outOfOrder = 0
    for creator in world.creators {
      let videos = world.videos(of: creator)
      let moments = videos.drop { $0.isPinned }.map(\.postedAt)
      #expect(videos.allSatisfy { (SampleWorld.end - 365 * 86_400..<SampleWorld.end).contains($0.postedAt) })
      #expect(moments == moments.sorted(by: >) && videos.count { $0.isPinned } <= 3)
      if videos.map(\.postedAt) != videos.map(\.postedAt).sorted(by: >) { outOfOrder += 1 }
    }

    #expect(outOfOrder > 10, "seed \(seed)")
  }

  @Test(arguments: seeds) func `no two creators, videos or tracks share an id, and no two creators a handle`(
    seed: UInt64
  ) {
    let world = SampleWorld(seed: seed, creators: 5_000, videos: 50_000, tracks: 5_000)
    let videos = world.creators.flatMap { world.videos(of: $0) }.map(\.id)
    let ids = videos + world.creators.map(\.id) + world.tracks.map(\.id)

    #expect(Set(ids).count == ids.count, "seed \(seed)")
    #expect(Set(world.creators.map(\.handle)).count == 5_000, "seed \(seed)")
    #expect(ids.allSatisfy { Int($0) ?? 0 > 1 << 53 }, "seed \(seed)")
  }
}
