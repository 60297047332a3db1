public import FoundationEssentials
import Models

extension Catalogue {
  /// Forgets when tracks were said again before this moment, for they may never be met again. What they do not know of it
  /// is brought to them first. `portion` tracks are held at a time; returns how many there were.
  @discardableResult
  public func trimMoments(before moment: Date, portion: Int = 200) async throws -> Int {
    var count = 0
    while true {
      let trimmed = try await database.transaction { session in
        let tracks = try session.rows(
          """
          select distinct track_id from (
            select track_id from track_moment where at < \(moment) order by at limit \(Int64(portion))) m
          """, as: Track.ID.self)
        try TrackMoments.trim(tracks, before: moment, session)
        return tracks.count
      }
      guard trimmed > 0 else { return count }
      count += trimmed
    }
  }
}
