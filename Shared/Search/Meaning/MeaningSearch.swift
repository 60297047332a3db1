import Models
public import Storage

/// A video that means much the same as a text.
public struct MeantVideo: Sendable, Equatable {
  public var video: FoundVideo
  /// The cosine of the angle between both: 1 is the same, 0 has nothing to do with it.
  public var likeness: Double

  public init(video: FoundVideo, likeness: Double) { (self.video, self.likeness) = (video, likeness) }
}

/// Finds videos by what they mean: all vectors of the model are compared, as they come, so that memory stays flat.
public struct MeaningSearch: Sendable {
  private let database: any Database
  private let endpoint: EmbeddingEndpoint

  public init(_ database: any Database, _ endpoint: EmbeddingEndpoint) {
    self.database = database
    self.endpoint = endpoint
  }

  /// - Throws: `SearchError` when the endpoint fails, or no video has a vector yet.
  public func videos(
    _ text: String, _ restriction: Restriction = Restriction(), limit: Int = 20
  ) async throws -> [MeantVideo] {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw SearchError(.badQuestion, "nothing is looked for; say in words what the videos should be about")
    }
    guard text.utf8.count <= 8_000 else {
      throw SearchError(.badQuestion, "the question is longer than 8,000 bytes; say less")
    }
    let model = endpoint.settings.model
    guard let wanted = try await endpoint.vectors(of: [text]).first else { return [] }
    return try await database.perform { session in
      try session.setStatementTimeout(.seconds(600))
      let best = try Self.nearest(to: wanted, model, restriction, limit, session)
      let videos = try FoundVideoRows.videos(best.map(\.video), session)
      return best.compactMap { item in
        videos[item.video].map { MeantVideo(video: $0, likeness: item.cosine) }
      }
    }
  }

  private static func nearest(
    to wanted: Vector, _ model: String, _ restriction: Restriction, _ limit: Int, _ session: Session
  ) throws -> [(video: Int64, cosine: Double)] {
    let query = VideoQuery(expressions: Expressions(sought: []), restriction: restriction)
    // By original: of videos that show the same the best stands for all.
    var best = Nearest(limit: limit)
    var (rows, strange) = (0, 0)
    try session.stream(query.meanings(of: model)) { row in
      rows += 1
      guard let cosine = wanted.cosine(to: try row.decode(2, as: Bytes.self).bytes) else {
        return strange += 1
      }
      best.take(try row.decode(0), original: try row.decode(1), cosine)
    }
    if rows > 0, rows == strange {
      throw SearchError(
        .endpoint,
        "the endpoint gives vectors of \(wanted.numbers.count) numbers, those kept of \(model) have others")
    }
    if rows == 0, restriction.isEmpty {
      throw SearchError(
        .missing,
        "no video has a vector of \(model) yet; the scheduler asks for them when it has the same settings")
    }
    return best.ranked
  }
}

/// The best of many, one of each original.
private struct Nearest {
  let limit: Int
  private var best: [Int64: (video: Int64, cosine: Double)] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func take(_ video: Int64, original: Int64, _ cosine: Double) {
    if let known = best[original], known.cosine >= cosine { return }
    best[original] = (video, cosine)
    if best.count >= 4 * limit + 1_000 { cut() }
  }

  var ranked: [(video: Int64, cosine: Double)] { Array(sorted.prefix(limit).map(\.value)) }

  private var sorted: [(key: Int64, value: (video: Int64, cosine: Double))] {
    best.sorted { ($1.value.cosine, $0.value.video) < ($0.value.cosine, $1.value.video) }
  }

  private mutating func cut() {
    best = Dictionary(sorted.prefix(limit).map { ($0.key, $0.value) }) { first, _ in first }
  }
}
