public import Models
public import Storage

/// How somebody names a video: by its number, or by what a platform calls it.
public enum VideoName: Sendable, Equatable {
  case number(Video.ID)
  case key(SourceKey)

  private static let byteLimit = 1_000

  /// Such as `17` or `tiktok:7001`; nil for what is neither.
  public init?(_ text: String) {
    if let number = Video.ID(text) {
      self = .number(number)
    } else if text.utf8.count <= Self.byteLimit, let key = SourceKey(text) {
      self = .key(key)
    } else {
      return nil
    }
  }

  /// Nil when there is no such video.
  public func number(in database: any Database) async throws -> Video.ID? {
    switch self {
    case .number(let number):
      try await database.first("select id from video where id = \(number)", as: Video.ID.self)
    case .key(let key):
      try await database.first(
        """
        select video_id from video_source where platform = \(key.platform.rawValue) and key = \(key.id)
        """, as: Video.ID.self)
    }
  }
}
