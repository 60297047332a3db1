public import FoundationEssentials
public import Models
public import Storage
import Text

/// What a source brought, on its way to the catalogue: pure.
public struct Intake: Sendable {
  /// The most posts of one creator that are taken in, the newest first: a bound on one transaction, not on what is
  /// worth knowing.
  public static let videoLimit = 1_000
  /// How many tracks of a list one task takes in.
  public static let pageLength = 2_000

  public let author: Author?
  public let videos: [Video]
  /// Each once, those of the videos' sounds included.
  public let tracks: [Track]
  public let rejections: [Rejection]
  /// When it was so.
  public let at: Date
  /// From when on the posts are all that there are; nil when that is not known.
  public let since: Date?
  /// Until when they are, where `since` is there.
  public let until: Date

  public init(_ scrape: Scrape, at now: Date) {
    author = scrape.author
    videos = Self.newest(scrape.videos)
    tracks = Self.distinct(videos.compactMap(\.sound))
    rejections = scrape.rejections
    at = scrape.moment(now)
    since = scrape.isWhole ? videos.lazy.filter { !$0.isPinned }.compactMap(\.postedAt).min() : nil
    until = min(at, scrape.gaplessUntil ?? at)
  }

  public init(tracks: [Track], rejections: [Rejection], at: Date) {
    author = nil
    videos = []
    self.tracks = Self.distinct(tracks)
    self.rejections = rejections
    self.at = at
    since = nil
    until = at
  }

  /// What is to be written, with the numbers of `videos` and `tracks` in their order.
  public func entry(_ numbers: Catalogue.Numbers) -> CatalogueEntry {
    let sounds = Dictionary(uniqueKeysWithValues: zip(tracks.map(\.key), numbers.tracks))
    var entry = CatalogueEntry(rejections: rejections, at: at)
    entry.tracks = zip(numbers.tracks, tracks).map { id, track in
      TrackEntry(id, track)
    }
    guard let author, let id = numbers.author else { return entry }
    entry.author = (id, author)
    entry.listings = since.map { [(id, $0, until)] } ?? []
    entry.videos = zip(numbers.videos, videos).map { number, video in
      VideoEntry(
        number, by: id, sound: video.sound.flatMap { sounds[$0.key] }, video, tags: Self.tags(of: video),
        contentHash: video.contentHash)
    }
    return entry
  }

  /// A name as names are compared; nil when nothing of it is left.
  public static func folded(_ name: String) -> String? {
    let words = Text.folded(name).split { $0.isWhitespace }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func newest(_ videos: [Video]) -> [Video] {
    guard videos.count > videoLimit else { return videos }
    let sorted = videos.sorted { ($0.postedAt ?? .distantPast) > ($1.postedAt ?? .distantPast) }
    return Array(sorted.prefix(videoLimit))
  }

  /// The last mention counts: sources list posts from the newest on, but later records correct earlier ones.
  public static func distinct(_ tracks: [Track]) -> [Track] {
    var places: [SourceKey: Int] = [:]
    var result: [Track] = []
    for track in tracks {
      if let place = places[track.key] {
        // Of one that only the id is known of, what is known counts.
        if !track.title.isEmpty || result[place].title.isEmpty { result[place] = track }
      } else {
        places[track.key] = result.count
        result.append(track)
      }
    }
    return result
  }

  public static func tags(of video: Video) -> [VideoEntry.Tag] {
    var seen: Set<String> = []
    return video.hashtags.compactMap { tag in
      guard let name = Hashtag.normalised(tag.name), seen.insert(name).inserted else { return nil }
      return VideoEntry.Tag(name: name, written: tag.name)
    }
  }
}
