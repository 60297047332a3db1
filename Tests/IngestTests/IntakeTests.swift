import Datasets
import FoundationEssentials
import Jobs
import Messaging
import Models
import Storage
import Testing

@testable import Ingest

@Suite struct IntakeTests {
  private let at = Date(timeIntervalSince1970: 1_790_000_000)

  private func track(_ id: String, _ title: String = "Song") -> Track {
    Track(key: SourceKey(.tiktok, id), title: title, artist: " ANN ")
  }

  private func video(_ id: String, posted: TimeInterval = 0, sound: Track? = nil, tags: [String] = [])
    -> Video
  {
    Video(
      key: SourceKey(.tiktok, id), caption: "c" + id, postedAt: at + posted,
      hashtags: tags.map { Video.Tag($0) },
      sound: sound)
  }

  private func numbers(_ intake: Intake) -> Catalogue.Numbers {
    .init(
      author: Author.ID(1), videos: intake.videos.indices.map { Video.ID(Int64($0 + 10)) },
      tracks: intake.tracks.indices.map { Track.ID(Int64($0 + 100)) })
  }

  private func scrape(_ videos: [Video]) throws -> Scrape {
    Scrape(author: Author(handle: try Handle("ann")), videos: videos)
  }

  @Test func `each sound is taken in once, as the last post has it, and posts refer to it`() throws {
    let intake = Intake(
      try scrape([video("1", sound: track("s", "old")), video("2"), video("3", sound: track("s", "new"))]),
      at: at)

    let entry = intake.entry(numbers(intake))

    #expect(entry.tracks.map(\.track.title) == ["new"])
    #expect(entry.tracks[0].foldedArtist == "ann")
    #expect(entry.videos.map(\.sound) == [Track.ID(100), nil, Track.ID(100)])
    #expect(entry.author?.id == Author.ID(1))
  }

  @Test func `a whole list is so until it was made, or until its newest post where that is not known`() throws
  {
    var copied = try scrape([video("1", posted: -9_000), video("2", posted: -5_000)])
    (copied.isGapless, copied.takenAt) = (true, at - 100)
    let known = copied
    copied.gaplessUntil = at - 5_000

    let bounds = [known, copied].map { scrape in
      let intake = Intake(scrape, at: at)
      return intake.entry(numbers(intake)).listings.map { [$0.since, $0.until] }
    }

    #expect(bounds == [[[at - 9_000, at - 100]], [[at - 9_000, at - 5_000]]])
  }

  @Test func `hashtags that are written differently are one`() throws {
    let intake = Intake(try scrape([video("1", tags: ["KPop", "ｋｐｏｐ", "#kpop", "", "fyp"])]), at: at)

    let tags = intake.entry(numbers(intake)).videos[0].tags

    #expect(tags.map(\.name) == ["kpop", "fyp"])
    #expect(tags[0].written == "KPop")
  }

  @Test func `only what is new, changed or never analysed is analysed`() throws {
    let intake = Intake(
      try scrape([video("1", sound: track("a")), video("2", sound: track("b")), video("3")]), at: at)
    let entry = intake.entry(numbers(intake))
    let known = Catalogue.Known(
      analysedHashes: [entry.videos[0].id: entry.videos[0].contentHash, entry.videos[1].id: [1]],
      analysedTracks: [Track.ID(100)])

    let followUp = try intake.followUp(entry, known, finale: .recommend)

    #expect(followUp.children.map(\.payload.text) == [#"{"video":11}"#, #"{"video":12}"#])
    #expect(followUp.shared.map(\.key) == ["101@\(TrackFeatures.version)"])
    #expect(followUp.finale == .recommend)
  }

  @Test func `of too many posts the newest are taken`() throws {
    let count = Intake.videoLimit + 5
    let intake = Intake(
      try scrape((0..<count).map { video("\($0)", posted: TimeInterval($0)) }), at: at)

    #expect(intake.videos.count == Intake.videoLimit)
    #expect(!intake.videos.contains { $0.caption == "c4" })
    #expect(intake.videos.contains { $0.caption == "c5" })
  }
}

@Suite struct ContentHashTests {
  private let video = Video(
    key: SourceKey(.tiktok, "1"), caption: "ab", hashtags: [Video.Tag("c")], stickers: ["d"],
    counts: VideoCounts(plays: 100, shares: 3))

  @Test func `changes with everything that analysis reads`() {
    let changes: [(String, (inout Video) -> Void)] = [
      ("caption", { $0.caption = "a" }), ("tags", { $0.hashtags = [] }), ("stickers", { $0.stickers = [] }),
      ("kind", { $0.kind = .photos }), ("language", { $0.language = "en" }),
      ("duration", { $0.duration = 3 }),
      ("loudness", { $0.loudness = -9 }), ("media", { $0.mediaURL = "https://a" }),
      ("sound", { $0.sound = Track(key: SourceKey(.tiktok, "9"), title: "") }),
      ("twice the plays", { $0.counts.plays = 200 }),
    ]
    for (name, change) in changes {
      var other = video
      change(&other)
      #expect(other.contentHash != video.contentHash, "\(name)")
    }
  }

  @Test func `does not change with what moves all the time`() {
    var other = video
    other.counts.plays = 110
    other.counts.shares = 900
    other.url = "https://elsewhere"

    #expect(other.contentHash == video.contentHash)
  }

  @Test func `tells what stands in one field from what stands in the next`() {
    var left = video
    var right = video
    (left.caption, left.language) = ("a", "b")
    (right.caption, right.language) = ("ab", "")

    #expect(left.contentHash != right.contentHash)
  }

  @Test func `hostile numbers do no harm`() {
    var other = video
    other.counts.plays = .min
    #expect(other.contentHash.count == 32)
    other.counts.plays = .max
    #expect(other.contentHash.count == 32)
  }
}
