public import Models

extension Database {
  /// What the newest version of content analysis up to this one has found in a video; nil where none has, or what stands
  /// there can no longer be read.
  public func videoFeatures(of video: Video.ID) async throws -> VideoFeatures? {
    let stored = try await first(
      """
      select features from content_features where video_id = \(video) and version <= \(VideoFeatures.version)
      order by version desc limit 1
      """, as: JSON.self)
    return stored.flatMap { try? $0.decode(VideoFeatures.self) }
  }
}
