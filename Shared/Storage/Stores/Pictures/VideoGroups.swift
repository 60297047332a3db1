import FoundationEssentials
import Models

/// Keeps `video_copy` in agreement with the twins.
enum VideoGroups {
  /// As far as twins of twins are followed: a group that is larger would take longer each time that something joins it.
  static let limit: Int64 = 5000

  /// Twins and copies are changed by one transaction at a time, until it ends.
  static func lock(_ session: Session) throws {
    try session.execute("select pg_advisory_xact_lock(hashtext('hookline.video_copy'))")
  }

  /// Divides all that hangs together with these videos into groups anew. Under the lock.
  static func refresh(around videos: Set<Video.ID>, _ session: Session) throws {
    guard !videos.isEmpty else { return }
    let reached = try reached(from: videos, session)
    let pairs = try session.rows(
      """
      select t.left_id, t.right_id from unnest(\(reached)) as a (id)
      join hookline.video_twin t on t.left_id = a.id
      join unnest(\(reached)) as b (id) on b.id = t.right_id
      """, as: Video.ID.self, Video.ID.self)
    try write(originals(of: reached, joinedBy: pairs.map { ($0.0, $0.1) }), of: reached, session)
  }

  /// All that twins of twins lead to; the earliest first, and what has no date after what has.
  private static func reached(from videos: Set<Video.ID>, _ session: Session) throws -> [Video.ID] {
    try session.rows(
      """
      with recursive reached (id) as (
        select unnest(\(videos.sorted()))
        union
        select o.id from reached r cross join lateral (
          select right_id as id from hookline.video_twin where left_id = r.id
          union all select left_id from hookline.video_twin where right_id = r.id) o)
      select r.id from (select id from reached limit \(limit)) r left join hookline.video v on v.id = r.id
      order by v.id is null, v.posted_at nulls last, r.id
      """, as: Video.ID.self)
  }

  /// Of each video that is not the first of its group, the first. The order of the videos decides who that is.
  static func originals(
    of videos: [Video.ID], joinedBy pairs: [(Video.ID, Video.ID)]
  ) -> [Video.ID: Video.ID] {
    let ranks = Dictionary(videos.enumerated().map { ($1, $0) }) { first, _ in first }
    // Each points to an earlier one, and in the end to the first of its group.
    var parents = Array(videos.indices)
    func first(of place: Int) -> Int {
      var root = place
      while parents[root] != root { root = parents[root] }
      var place = place
      while parents[place] != root { (parents[place], place) = (root, parents[place]) }
      return root
    }
    for (left, right) in pairs {
      guard let left = ranks[left], let right = ranks[right] else { continue }
      let (one, other) = (first(of: left), first(of: right))
      parents[max(one, other)] = min(one, other)
    }
    var originals: [Video.ID: Video.ID] = [:]
    for place in videos.indices where first(of: place) != place {
      originals[videos[place]] = videos[first(of: place)]
    }
    return originals
  }

  private static func write(
    _ originals: [Video.ID: Video.ID], of reached: [Video.ID], _ session: Session
  ) throws {
    let rows = originals.sorted { $0.key < $1.key }
    try session.execute(
      """
      delete from hookline.video_copy c using unnest(\(reached)) as r (id)
      where c.video_id = r.id
        and not exists (select from unnest(\(rows.map(\.key))) as k (id) where k.id = c.video_id)
      """)
    guard !rows.isEmpty else { return }
    try session.execute(
      """
      insert into hookline.video_copy as c (video_id, original_id)
      select * from \(unnest: rows.map(\.key), rows.map(\.value))
      on conflict (video_id) do update set original_id = excluded.original_id, since = now()
      where c.original_id <> excluded.original_id
      """)
    // Copies beyond the limit follow what stood for them.
    try session.execute(
      """
      update hookline.video_copy c set original_id = i.original_id
      from \(unnest: rows.map(\.key), rows.map(\.value)) as i (video_id, original_id)
      where c.original_id = i.video_id
      """)
  }
}
