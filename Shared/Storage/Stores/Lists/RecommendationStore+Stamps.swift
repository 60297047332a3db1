public import FoundationEssentials

/// Stamps of lists as they are told, for a `CheckedCache`.
extension RecommendationStore {
  /// Of the list and its tracks, of what each track is one with by now, how those are called, what was heard in them and
  /// what may be done with them, and of how long the creator's videos mostly are and what they have dismissed; and until when
  /// the rights hold as they do.
  ///
  /// Whatever changes in a row changes its `xmin`, and a row that comes or goes changes what is hashed. The subqueries look
  /// each track up by its key: as a join they would read whole tables for each list as long as those are small.
  public static func stamps(of questions: [ListQuestion], at time: Date = Date()) -> SQL {
    """
    select q.place,
      hashint8extended(r.id, r.written::text::int8) # coalesce(items.stamp, 0)
        # coalesce(hashfloat8extended(taste.length, 1), 0)
        # coalesce((
          select bit_xor(hashint8extended(id, xmin::text::int8)) from feedback
          where author_id = q.id and kind = 'dismiss'), 0),
      items.until
    from \(heads(questions))
    cross join lateral (
      select bit_xor(hashint8extended(i.rank, hashint8extended(i.xmin::text::int8, coalesce(found.stamp, 0)))) as stamp,
        min(found.until) as until
      from recommendation_item i
      cross join lateral (
        select coalesce((select canonical_id from track_identity where track_id = i.track_id), i.track_id) as id) c
      cross join lateral (\(recording(at: time))) found
      where i.recommendation_id = r.id) items
    left join lateral (\(TasteStore.medianLength(of: "q.id"))) taste on true
    """
  }

  /// Of all tracks that are the recording `c.id`.
  private static func recording(at time: Date) -> SQL {
    """
    select bit_xor(hashint8extended(s.id, hashint8extended(f.kind, hashint8extended(f.number, f.written)))) as stamp,
      min(f.until) as until
    from (select c.id as id union all select track_id from track_identity where canonical_id = c.id) s
    cross join lateral (
      select 1 as kind, 0 as number, xmin::text::int8 as written, null::timestamptz as until
        from track where id = s.id
      union all select 2, version, xmin::text::int8, null from music_features where track_id = s.id
      union all select 3, version, xmin::text::int8, null from track_sound where track_id = s.id
      union all select case when coalesce(valid_from <= \(time), true) and coalesce(valid_until > \(time), true)
            then 4 else 5 end,
          id, xmin::text::int8,
          least(case when valid_from > \(time) then valid_from end, case when valid_until > \(time) then valid_until end)
        from track_right where track_id = s.id) f
    """
  }
}
