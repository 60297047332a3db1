import Models

/// What is known of the media of any subject, a track or a video: the head of each row that tells of them.
struct MediaStanding {
  /// Changes when the media do.
  let place: String
  /// How often this version failed to have them.
  let tries: Int
  /// How often in these media.
  let placeTries: Int

  /// The first ones of a row behind the subject's id.
  static let columns: SQL = """
    p.place, coalesce(u.tries, 0), coalesce(case when u.place = p.place then u.place_tries end, 0)
    """

  init(_ row: borrowing Row) throws {
    place = try row.decode(1)
    tries = Int(try row.decode(2, as: Int32.self))
    placeTries = Int(try row.decode(3, as: Int32.self))
  }
}

extension AnalysisTables {
  /// Joins to the subjects of a query where their media are (`p`), what this version found in just these (`h`), and why it
  /// did not have them (`u`).
  func standing(_ id: SQL, version: Int32) -> SQL {
    let subject: SQL = "\(identifier: self.subject)"
    return """
      cross join lateral (select hookline.\(identifier: place)(\(id)) as place) p
      left join hookline.\(identifier: found) h
        on h.\(subject) = \(id) and h.version = \(version) and h.place = p.place
      left join hookline.\(identifier: missed) u on u.\(subject) = \(id) and u.version = \(version)
      """
  }
}
