import FoundationEssentials
import Models
import Testing

@testable import Samples

@Suite struct ReelTests {
  private static let world = SampleWorld(creators: 80, videos: 2_400, tracks: 400, hasPictures: true)

  private static func films(of creator: SampleCreator) -> [String: (clip: SampleClip, copyOf: String?)] {
    world.media(of: creator).compactMapValues {
      if case .film(let clip, let original) = $0 { (clip, original) } else { nil }
    }
  }

  @Test func `the newest films of a creator can be seen, and their photos`() {
    for creator in Self.world.creators {
      let videos = Self.world.videos(of: creator), media = Self.world.media(of: creator)

      let films = videos.filter { $0.kind == .film }.sorted { $0.postedAt > $1.postedAt }
      #expect(films.prefix(Reel.limit).allSatisfy { media[$0.id] != nil })
      #expect(films.dropFirst(Reel.limit).allSatisfy { media[$0.id] == nil })
      for video in videos where video.kind == .photos {
        guard case .photos(let photos) = media[video.id] else { continue }
        #expect(photos.count == video.imageCount && Set(photos.map(\.link)).count == photos.count)
      }
    }
    #expect(
      SampleWorld(creators: 2, videos: 60, tracks: 40).creators.allSatisfy {
        SampleWorld(creators: 2, videos: 60, tracks: 40).media(of: $0).isEmpty
      })
  }

  @Test func `a film plays the track of its post`() throws {
    var songs = 0
    for creator in Self.world.creators {
      let films = Self.films(of: creator)
      for video in Self.world.videos(of: creator) {
        guard case .track(let number) = video.sound, let film = films[video.id] else { continue }
        guard case .song(let song, let start) = film.clip.sound else {
          #expect(Bool(false), "\(film.clip.link) plays nothing")
          continue
        }
        #expect(song == Self.world.tracks[number].song && start + film.clip.seconds <= song.duration)
        songs += 1
      }
    }
    #expect(songs > 300)
  }

  @Test func `the films of a creator of whom nothing is known play no songs`() {
    for creator in Self.world.creators where creator.taste.genres.isEmpty {
      for film in Self.films(of: creator).values {
        if case .song = film.clip.sound { #expect(Bool(false), "\(creator.handle): \(film.clip.link)") }
      }
    }
  }

  @Test func `some films are others uploaded again, later and changed`() throws {
    var originals: [String: (clip: SampleClip, postedAt: Int, creator: Int)] = [:]
    var copies: [(clip: SampleClip, original: String, postedAt: Int, creator: Int)] = []
    for creator in Self.world.creators {
      let moments = Dictionary(
        uniqueKeysWithValues: Self.world.videos(of: creator).map { ($0.id, $0.postedAt) })
      for (id, film) in Self.films(of: creator) {
        let postedAt = try #require(moments[id])
        guard let original = film.copyOf else {
          originals[id] = (film.clip, postedAt, creator.number)
          continue
        }
        copies.append((film.clip, original, postedAt, creator.number))
      }
    }

    #expect(copies.count >= 10 && copies.contains { originals[$0.original]?.creator != $0.creator })
    for copy in copies {
      let original = try #require(originals[copy.original])
      #expect(original.postedAt < copy.postedAt && copy.clip == original.clip.edited(copy.clip.edit))
      #expect(copy.clip.edit != .none)
    }
  }

  @Test func `posts have the links where platforms have addresses`() throws {
    let creator = try #require(
      Self.world.creators.first {
        Self.world.media(of: $0).values.contains {
          if case .photos = $0 { true } else { false }
        }
      })
    let media = Self.world.media(of: creator)
    let document = ProfileDocument(world: Self.world, creator: creator)

    let profile = try JSONDecoder().decode(Profile.self, from: Data(document.bytes))

    for item in profile.itemList {
      switch media[item.id] {
      case .film(let clip, _):
        #expect(item.video.playAddr == clip.link && item.video.duration == clip.seconds)
        #expect(item.video.width == SampleClip.width && item.video.height == SampleClip.height)
      case .photos(let photos):
        #expect(item.imagePost?.images.flatMap(\.imageURL.urlList) == photos.map(\.link))
      case nil: #expect(item.video.playAddr?.hasPrefix("https://") ?? (item.imagePost != nil))
      }
    }
    #expect(profile.itemList.contains { $0.video.playAddr?.hasPrefix("https://") == true })
  }
}

private struct Profile: Decodable {
  struct Item: Decodable {
    struct Medium: Decodable {
      let duration, width, height: Int
      let playAddr: String?
    }
    struct Photos: Decodable {
      struct Image: Decodable {
        struct Address: Decodable { let urlList: [String] }
        let imageURL: Address
      }
      let images: [Image]
    }
    let id: String
    let video: Medium
    let imagePost: Photos?
  }
  let itemList: [Item]
}
