import Content
import FoundationEssentials
import Models
import Recommending
import Samples
import Sources
import Storage
import Testing

@testable import MusicAnalysis

/// The whole way without servers: every step that decides, none that carries.
@Suite struct PlantedTasteTests {
  private let world = SampleWorld()

  @Test func `the planted taste decides who comes first`() throws {
    let read = try ReadWorld(world)

    let hits = read.truth.hits(read.firsts { $0 })

    #expect(hits.of >= 20 && Double(hits.right) >= 0.9 * Double(hits.of), "\(hits)")
  }

  @Test(arguments: 1...5)
  func `with the tastes shuffled it is another's taste that decides`(shift: Int) throws {
    let read = try ReadWorld(world)
    let handles = read.handles
    // Each creator posts what another would have.
    let donors = Dictionary(
      uniqueKeysWithValues: handles.indices.map { (handles[$0], handles[($0 + 7 * shift) % handles.count]) })

    let firsts = read.firsts { donors[$0] ?? $0 }

    let own = read.truth.hits(firsts)
    #expect(Double(own.right) < 0.3 * Double(own.of), "\(own)")
    let owners = Dictionary(uniqueKeysWithValues: donors.map { ($1, $0) })
    let donor = read.truth.hits(owners.compactMapValues { firsts[$0] })
    #expect(Double(donor.right) >= 0.9 * Double(donor.of), "\(donor)")
  }

  @Test func `popularity alone gives everybody the same list`() throws {
    let read = try ReadWorld(world)

    let nobody = Set(read.handles.map { _ in read.first(for: []) })

    #expect(nobody.count == 1)
    #expect(Set(read.firsts { $0 }.values).count >= 20)
  }
}

/// A world as ingest and the analyses see it.
private struct ReadWorld {
  let handles: [String]
  let truth: Truth
  private let candidates: [Candidate]
  private let pasts: [String: [PastVideo]]

  init(_ world: SampleWorld) throws {
    var tracks: [Track] = []
    var pasts: [String: [PastVideo]] = [:]
    for file in world.files where file.path.hasSuffix(".json") {
      let content = ScrapeReader.read(file.bytes, place: file.path)
      #expect(content.rejections.isEmpty)
      tracks += content.tracks
      guard let author = content.authors.first else { continue }
      pasts[author.handle.description] = content.videos.map { Self.past($0.video) }
    }
    let numbered = tracks.enumerated().map { (Track.ID(Int64($0 + 1)), $1) }
    candidates = numbered.map { Candidate(Self.known($0, $1)) }
    self.pasts = pasts
    handles = pasts.keys.sorted()
    truth = Truth(world, Dictionary(uniqueKeysWithValues: numbered.map { ("\($0.0)", $0.1.key.id) }))
  }

  /// The first track of each creator, who posts as the one whom `poster` names.
  func firsts(_ poster: (String) -> String) -> [String: String] {
    handles.reduce(into: [:]) { firsts, handle in firsts[handle] = first(for: pasts[poster(handle)] ?? []) }
  }

  func first(for past: [PastVideo]) -> String? {
    Ranker().ranking(of: candidates, for: Taste(of: past)).items.first.map { "\($0.track)" }
  }

  private static func past(_ video: Video) -> PastVideo {
    let analysable = AnalysableVideo(
      caption: video.caption, hashtags: video.hashtags.map(\.name), stickers: video.stickers,
      language: video.language, loudness: video.loudness, counts: video.counts,
      sound: video.sound.map(Self.analysable))
    return PastVideo(
      Video.ID(1), postedAt: video.postedAt, isPinned: video.isPinned, isAdvertisement: video.isAdvertisement,
      features: VideoFeatures(of: analysable))
  }

  private static func known(_ id: Track.ID, _ track: Track) -> KnownTrack {
    KnownTrack(
      id, title: track.title, artist: track.artist, isOriginalSound: track.isOriginalSound, uses: track.uses,
      features: TrackFeatures(of: analysable(track)))
  }

  private static func analysable(_ track: Track) -> AnalysableTrack {
    AnalysableTrack(
      title: track.title, artist: track.artist, album: track.album, duration: track.duration,
      isOriginalSound: track.isOriginalSound, uses: track.uses)
  }
}
