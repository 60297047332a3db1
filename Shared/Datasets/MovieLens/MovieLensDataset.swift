import Storage

extension Dataset {
  /// Films and ratings of MovieLens.
  public static let movieLens = Dataset(
    "movielens",
    kinds: [
      Kind("film") { version in
        """
        select json_build_object('movieId', film_id, 'title', title, 'year', year, 'genres', genres, 'imdbId', imdb,
          'tmdbId', tmdb)::text
        from hookline.dataset_film where version_id = \(version) order by film_id
        """
      } removal: {
        "delete from hookline.dataset_film where version_id = \($0)"
      } restoration: { session, version, lines, _ in
        try session.execute(
          """
          insert into hookline.dataset_film (version_id, film_id, title, year, genres, imdb, tmdb)
          select \(version), "movieId", title, year, genres, "imdbId", "tmdbId"
          from jsonb_to_recordset(\(list(lines))::jsonb) as
            r ("movieId" int, title text, year smallint, genres text[], "imdbId" text, "tmdbId" int)
          """)
      },
      Kind("rating") { version in
        """
        select json_build_object('userId', user_id, 'movieId', film_id, 'rating', stars,
          'timestamp', extract(epoch from at)::bigint)::text
        from hookline.dataset_rating where version_id = \(version) order by user_id, film_id
        """
      } removal: {
        "delete from hookline.dataset_rating where version_id = \($0)"
      } restoration: { session, version, lines, _ in
        try session.execute(
          """
          insert into hookline.dataset_rating (version_id, user_id, film_id, stars, at)
          select \(version), "userId", "movieId", rating, to_timestamp("timestamp")
          from jsonb_to_recordset(\(list(lines))::jsonb) as
            r ("userId" int, "movieId" int, rating real, "timestamp" bigint)
          """)
      },
      Kind("tag") { version in
        """
        select json_build_object('userId', user_id, 'movieId', film_id, 'tag', tag,
          'timestamp', extract(epoch from at)::bigint)::text
        from hookline.dataset_film_tag where version_id = \(version) order by user_id, film_id, tag
        """
      } removal: {
        "delete from hookline.dataset_film_tag where version_id = \($0)"
      } restoration: { session, version, lines, _ in
        try session.execute(
          """
          insert into hookline.dataset_film_tag (version_id, user_id, film_id, tag, at)
          select \(version), "userId", "movieId", tag, to_timestamp("timestamp")
          from jsonb_to_recordset(\(list(lines))::jsonb) as
            r ("userId" int, "movieId" int, tag text, "timestamp" bigint)
          """)
      },
    ])

  /// Documents, one a line, as one list.
  private static func list(_ lines: [UInt8]) -> String {
    "[" + String(decoding: Array(lines.split(separator: 0x0a).joined(separator: [0x2c])), as: UTF8.self) + "]"
  }
}
