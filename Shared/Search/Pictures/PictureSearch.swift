public import Models
public import Storage
public import Vision

/// Finds videos by what they show.
public struct PictureSearch: Sendable {
  private static let candidateLimit = 20

  private let database: any Database
  private let loading: FrameLoading

  /// The memory is that of the index, in bytes.
  public init(_ database: any Database, memoryLimit: Int) {
    self.database = database
    loading = FrameLoading(database, memoryLimit: memoryLimit)
  }

  /// The frames that are the most like a picture, one of each video, the best first; mirrored ones too.
  ///
  /// - Throws: `SearchError` for a picture that shows nothing, and without enough memory.
  public func frames(
    like pictures: [FrameDescriptor], limit: Int
  ) async throws -> (frames: [FoundFrame], loaded: FrameLoading.Loaded) {
    let telling = try Self.telling(pictures)
    let loaded = try await loading.load()
    return (try await frames(like: telling, limit: limit, in: loaded), loaded)
  }

  /// The same among frames that were loaded before.
  public func frames(
    like pictures: [FrameDescriptor], limit: Int, in loaded: FrameLoading.Loaded
  ) async throws -> [FoundFrame] {
    let telling = try Self.telling(pictures)
    let matches = Self.merged(telling.map { loaded.index.videos(like: $0, count: limit, mirrored: true) })
    let best = Array(matches.prefix(limit))
    let videos = try await details(of: best.map(\.video))
    return best.compactMap { match in
      videos[match.video].map { video in
        FoundFrame(
          video: video, time: match.time, likeness: Double(1 - match.distance),
          verdict: .init(distance: match.distance))
      }
    }
  }

  /// Those that show something.
  public static func telling(_ pictures: [FrameDescriptor]) throws(SearchError) -> [FrameDescriptor] {
    let telling = pictures.filter { !$0.isFlat }
    guard !telling.isEmpty else {
      throw SearchError(
        .badQuestion, "the picture shows nothing to look for: it is black, white or of one colour")
    }
    return telling
  }

  /// The videos that show the same as one of ours, and those that show some of it, the most alike first.
  public func videos(
    like video: Video.ID, limit: Int
  ) async throws -> (videos: [FoundCopy], loaded: FrameLoading.Loaded) {
    let print = try await print(of: video)
    let loaded = try await loading.load()
    return (try await videos(like: video, print, limit: limit, in: loaded), loaded)
  }

  /// The same among frames that were loaded before.
  public func videos(
    like video: Video.ID, limit: Int, in loaded: FrameLoading.Loaded
  ) async throws -> [FoundCopy] {
    try await videos(like: video, try await print(of: video), limit: limit, in: loaded)
  }

  /// What it shows; throws where that is not known.
  private func print(of video: Video.ID) async throws -> VideoPrint {
    guard let print = try await loading.prints(of: [video.rawValue])[video.rawValue], !print.frames.isEmpty
    else {
      throw SearchError(
        .missing, "of video \(video) no frames are known: it was not looked at, or shows nothing")
    }
    return print
  }

  private func videos(
    like video: Video.ID, _ print: VideoPrint, limit: Int, in loaded: FrameLoading.Loaded
  ) async throws -> [FoundCopy] {
    let candidates = Self.candidates(of: print, in: loaded.index, but: video.rawValue)
    let prints = try await loading.prints(of: candidates)
    let judged = candidates.compactMap { other in
      prints[other].map { (video: other, likeness: print.likeness(to: $0)) }
    }
    let best = judged.filter { $0.likeness.frames > 0 }.sorted {
      ($1.likeness.share, $0.likeness.distance, $0.video) < (
        $0.likeness.share, $1.likeness.distance, $1.video
      )
    }.prefix(limit)
    let videos = try await details(of: best.map(\.video))
    return best.compactMap { item in
      videos[item.video].map { FoundCopy(video: $0, likeness: item.likeness) }
    }
  }

  private static func candidates(of print: VideoPrint, in index: FrameIndex, but video: Int64) -> [Int64] {
    var seen: Set<Int64> = [video]
    return print.frames.flatMap { frame in
      index.videos(like: frame.descriptor, count: candidateLimit, mirrored: false).map(\.video)
    }.filter { seen.insert($0).inserted }
  }

  /// Each video once, by its best frame.
  private static func merged(_ matches: [[FrameIndex.Match]]) -> [FrameIndex.Match] {
    var seen: Set<Int64> = []
    return matches.joined().sorted { ($0.distance, $0.video) < ($1.distance, $1.video) }
      .filter { seen.insert($0.video).inserted }
  }

  private func details(of videos: [Int64]) async throws -> [Int64: FoundVideo] {
    try await database.perform { session in try FoundVideoRows.videos(videos, session) }
  }
}
