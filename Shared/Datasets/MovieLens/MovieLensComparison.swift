import Storage

/// Says what is new, other and gone in a version of films and ratings.
struct MovieLensComparison {
  private let session: Session

  init(_ session: Session) { self.session = session }

  /// Compares with the version that is current until now, if its records can still be looked at.
  func fill(_ report: inout DatasetReport, version: DatasetVersion.ID) throws {
    let previous = try session.first(
      """
      select id from hookline.dataset_version
      where dataset = \(Dataset.movieLens.name) and state = 'current' and not is_packed
      """, as: Int64.self)
    guard let previous else { return }
    report.previous = previous
    for place in report.kinds.indices {
      guard let comparison = Self.comparison(report.kinds[place].name, previous, version) else { continue }
      let row = try session.rows(comparison, as: Int.self, Int.self, Int.self, Int.self).first
      guard let row else { continue }
      report.kinds[place].changes = .init(added: row.0, changed: row.1, gone: row.2, same: row.3)
    }
  }

  private static func comparison(_ kind: String, _ old: Int64, _ new: Int64) -> SQL? {
    switch kind {
    case "film":
      """
      select count(*) filter (where o.film_id is null),
        count(*) filter (where (o.title, o.genres, o.imdb, o.tmdb) is distinct from (n.title, n.genres, n.imdb, n.tmdb)
          and o.film_id is not null and n.film_id is not null),
        count(*) filter (where n.film_id is null),
        count(*) filter (where (o.title, o.genres, o.imdb, o.tmdb) is not distinct from (n.title, n.genres, n.imdb, n.tmdb)
          and o.film_id is not null and n.film_id is not null)
      from (select * from hookline.dataset_film where version_id = \(old)) o
      full join (select * from hookline.dataset_film where version_id = \(new)) n using (film_id)
      """
    case "rating":
      """
      select count(*) filter (where o.stars is null), count(*) filter (where (o.stars, o.at) <> (n.stars, n.at)),
        count(*) filter (where n.stars is null), count(*) filter (where (o.stars, o.at) = (n.stars, n.at))
      from (select * from hookline.dataset_rating where version_id = \(old)) o
      full join (select * from hookline.dataset_rating where version_id = \(new)) n using (user_id, film_id)
      """
    case "tag":
      """
      select count(*) filter (where o.at is null), count(*) filter (where o.at <> n.at),
        count(*) filter (where n.at is null), count(*) filter (where o.at = n.at)
      from (select * from hookline.dataset_film_tag where version_id = \(old)) o
      full join (select * from hookline.dataset_film_tag where version_id = \(new)) n using (user_id, film_id, tag)
      """
    case "link":
      """
      select count(*) filter (where o.film_id is null),
        count(*) filter (where o.link <> n.link), count(*) filter (where n.film_id is null),
        count(*) filter (where o.link = n.link)
      from (\(links(old))) o full join (\(links(new))) n using (film_id)
      """
    default: nil
    }
  }

  private static func links(_ version: Int64) -> SQL {
    """
    select film_id, row(imdb, tmdb)::text as link from hookline.dataset_film
    where version_id = \(version) and (imdb is not null or tmdb is not null)
    """
  }
}
