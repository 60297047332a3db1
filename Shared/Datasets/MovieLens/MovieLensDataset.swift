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
      },
      Kind("rating") { version in
        """
        select json_build_object('userId', user_id, 'movieId', film_id, 'rating', stars,
          'timestamp', extract(epoch from at)::bigint)::text
        from hookline.dataset_rating where version_id = \(version) order by user_id, film_id
        """
      } removal: {
        "delete from hookline.dataset_rating where version_id = \($0)"
      },
      Kind("tag") { version in
        """
        select json_build_object('userId', user_id, 'movieId', film_id, 'tag', tag,
          'timestamp', extract(epoch from at)::bigint)::text
        from hookline.dataset_film_tag where version_id = \(version) order by user_id, film_id, tag
        """
      } removal: {
        "delete from hookline.dataset_film_tag where version_id = \($0)"
      },
    ])
}
