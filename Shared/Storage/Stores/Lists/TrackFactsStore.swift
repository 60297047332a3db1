public import Models

/// Reads what requests ask of tracks beside how they sound.
public struct TrackFactsStore: Sendable {
  public struct Facts: Sendable, Equatable {
    /// Seconds.
    public var duration: Double?
    /// How many creators are known to have used it in a language, and how many in others.
    public var speakers = 0
    public var others = 0
  }

  /// Videos of a track that are looked at: the newest numbers.
  private static let videoLimit = 100

  private let database: any Database

  public init(_ database: any Database) { self.database = database }

  /// Of each of these tracks that there is; who speaks what only where a language is asked for.
  public func facts(of tracks: [Track.ID], language: String? = nil) async throws -> [Track.ID: Facts] {
    guard !tracks.isEmpty else { return [:] }
    var facts: [Track.ID: Facts] = [:]
    for (track, duration) in try await database.rows(
      "select id, duration from track where id = any(\(tracks))", as: Track.ID.self, Double?.self)
    {
      facts[track] = Facts(duration: duration)
    }
    guard let language else { return facts }
    for (track, speakers, others) in try await database.rows(
      Self.speakers(of: tracks, language), as: Track.ID.self, Int64.self, Int64.self)
    {
      facts[track]?.speakers = Int(speakers)
      facts[track]?.others = Int(others)
    }
    return facts
  }

  /// Under all names that a recording has. A source may write `en-US`.
  private static func speakers(of tracks: [Track.ID], _ language: String) -> SQL {
    """
    select t.id, count(distinct v.author_id) filter (where v.code = \(language)),
      count(distinct v.author_id) filter (where v.code <> \(language))
    from \(unnest: tracks) as t(id)
    cross join lateral (
      select author_id, lower(split_part(split_part(language, '-', 1), '_', 1)) as code from (
        select author_id, language from video
        where track_id = any(array(
            select t.id union select i.track_id from track_identity i where i.canonical_id = t.id))
          and language <> ''
        order by id desc limit \(Int64(videoLimit))) newest
      where language not in ('un', 'und')) v
    group by t.id
    """
  }
}
