public import Storage
public import Vision

/// Brings the descriptors of all frames from the database into memory, row by row.
public struct FrameLoading: Sendable {
  /// Each frame's share of an index: its descriptor, and which it is.
  public static let bytesPerFrame = 238

  /// What was brought.
  public struct Loaded: Sendable {
    public var index: FrameIndex
    public var videos: Int
    public var duration: Duration
    public var byteCount: Int { index.count * FrameLoading.bytesPerFrame }
  }

  private let database: any Database
  /// In bytes.
  private let memoryLimit: Int

  public init(_ database: any Database, memoryLimit: Int) {
    self.database = database
    self.memoryLimit = memoryLimit
  }

  /// - Throws: `SearchError` when there are more frames than memory is allowed for.
  public func load() async throws -> Loaded {
    let limit = memoryLimit / Self.bytesPerFrame
    return try await database.perform { session in
      let start = ContinuousClock.now
      // A million rows take longer than a statement may usually run.
      try session.setStatementTimeout(.seconds(600))
      let count = try session.value(
        "select count(*) from (select from hookline.frame_descriptor limit \(Int64(limit) + 1)) d",
        as: Int.self)
      guard count <= limit else { throw tooMany(limit) }
      var index = FrameIndex()
      index.reserveCapacity(count)
      var (videos, last, rows) = (0, Int64.min, 0)
      try session.stream(
        "select video_id, at, descriptor from hookline.frame_descriptor order by video_id"
      ) { row in
        rows += 1
        // More may have come since they were counted.
        guard rows <= limit else { throw tooMany(limit) }
        let video = try row.decode(0, as: Int64.self)
        guard let descriptor = FrameDescriptor(bytes: try row.decode(2, as: Bytes.self).bytes) else { return }
        index.append(descriptor, video: video, time: Double(try row.decode(1, as: Float.self)))
        if video != last { (videos, last) = (videos + 1, video) }
      }
      return Loaded(index: index, videos: videos, duration: .now - start)
    }
  }

  private func tooMany(_ limit: Int) -> SearchError {
    SearchError(
      .tooLarge,
      "more than \(limit) frames are stored, at \(Self.bytesPerFrame) bytes each more than HOOKLINE_SEARCH_MEMORY "
        + "allows; raise it")
  }

  /// The key frames of some videos, as they are compared.
  public func prints(of videos: [Int64]) async throws -> [Int64: VideoPrint] {
    let rows = try await database.rows(
      """
      select video_id, at, descriptor from hookline.frame_descriptor where video_id = any(\(videos))
      order by video_id, at limit 1000000
      """, as: Int64.self, Float.self, Bytes.self)
    var frames: [Int64: [VideoPrint.KeyFrame]] = [:]
    for (video, time, bytes) in rows {
      guard let descriptor = FrameDescriptor(bytes: bytes.bytes) else { continue }
      frames[video, default: []].append(.init(time: Double(time), descriptor: descriptor))
    }
    return frames.mapValues { VideoPrint($0) }
  }
}
