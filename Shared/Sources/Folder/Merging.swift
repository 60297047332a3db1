import FoundationEssentials
import Models

/// What a file says, and whether it is a creator's own.
struct Witness {
  var path: String
  var file: ScrapedFile
  var isProfile: Bool
  var writtenAt: Date?
  /// Why the system did not let it be read.
  var failure: Int32?
}

/// Puts together what several files say of a creator.
enum Merging {
  /// From files by name, of which later ones count more; nil when none knows the creator. Throws when there are files of
  /// the creator's own from which nothing can be read.
  static func scrape(of handle: Handle, files: [Witness]) throws(SourceError) -> Scrape? {
    var author: Author?
    var videos: [Video] = []
    var places: [SourceKey: Int] = [:]
    var rejections: [Rejection] = []
    var takenAt: Date?
    var spoken: [Witness] = []
    for witness in files {
      let stated = witness.file.authors.first { $0.handle == handle }
      if let stated { author = author?.updated(by: stated) ?? stated }
      let posts = posts(of: handle, in: witness)
      for video in posts { add(video, to: &videos, places: &places) }
      rejections += witness.file.rejections
      // As old as the newest of those that say anything: an unchanged file tells of no other moment when it is read again.
      if stated != nil || !posts.isEmpty || witness.isProfile {
        takenAt = [takenAt, witness.writtenAt].compactMap(\.self).max()
        spoken.append(witness)
      }
      let isOfOthers = stated == nil && posts.isEmpty && !witness.file.authors.isEmpty
      if witness.isProfile, isOfOthers {
        let reason = "there is nothing of \(handle) in it, only of others"
        rejections.append(Rejection(place: witness.path, offset: 0, reason: reason))
      }
    }
    if author == nil, videos.isEmpty {
      let profiles = files.filter(\.isProfile)
      guard !profiles.isEmpty else { return nil }
      try check(profiles, rejections)
    }
    return Scrape(
      author: author ?? Author(handle: handle), videos: videos,
      rejections: Array(rejections.prefix(ScrapeReader.rejectionLimit)), takenAt: takenAt,
      isGapless: spoken.count == 1 && isWhole(videos, of: author),
      // A copy of a file is newer than what it says.
      gaplessUntil: videos.compactMap(\.postedAt).max())
  }

  /// No file says of itself that its list is whole. It is where it has exactly as many posts as the same file says that the
  /// creator has; one post more, and some may be gone and others left out.
  private static func isWhole(_ videos: [Video], of author: Author?) -> Bool {
    guard let count = author?.counts.videos, count > 0 else { return false }
    return Int64(videos.count) == count && videos.allSatisfy { $0.postedAt != nil }
  }

  /// Of files that say nothing: whether that is all there is to say.
  private static func check(_ files: [Witness], _ rejections: [Rejection]) throws(SourceError) {
    for file in files {
      if let code = file.failure { throw SourceError.unavailable(file.path, code: code) }
    }
    guard let first = rejections.first else { return }
    throw SourceError(
      .unreadable, "\(first.place) cannot be read: byte \(first.offset): \(first.reason)")
  }

  /// Each once and where it was first, as it was said last.
  static func tracks(_ lists: [[Track]]) -> [Track] {
    var tracks: [Track] = []
    var places: [SourceKey: Int] = [:]
    for track in lists.joined() {
      if let place = places[track.key] {
        tracks[place] = track
      } else {
        places[track.key] = tracks.count
        tracks.append(track)
      }
    }
    return tracks
  }

  private static func posts(of handle: Handle, in witness: Witness) -> [Video] {
    witness.file.videos.filter { $0.author == handle || ($0.author == nil && witness.isProfile) }
      .map(\.video)
  }

  private static func add(_ video: Video, to videos: inout [Video], places: inout [SourceKey: Int]) {
    if let place = places[video.key] {
      videos[place] = video
    } else {
      places[video.key] = videos.count
      videos.append(video)
    }
  }
}
