extension MovieLensFolder {
  /// Hands each rating to `body`, in the order of the file. A row is judged whole: all that is wrong with it is told.
  public func ratings(
    of films: Set<Int32>, reject: @escaping Reject, advance: @escaping Advance = { _ in },
    _ body: (FilmRating) throws -> Void
  ) throws -> FileQuality {
    var seen = PairSet()
    let reading = try TableReading(
      ratings, columns: ["userId", "movieId", "rating", "timestamp"], row: Rules.RatingRow.row,
      reject: reject,
      advance: advance)
    return try reading.run { row in
      let user = row.id(0, Rules.RatingRow.user, Rules.RatingRow.userRange)
      let film = row.id(1, Rules.RatingRow.film, Rules.RatingRow.filmRange)
      if let film, !films.contains(film) { row.flaw(Rules.RatingRow.known, "there is no film \(film)") }
      let stars = Self.stars(of: &row)
      let at = row.time(3, Rules.RatingRow.time, Rules.RatingRow.timeRange)
      guard row.flaws.isEmpty, let user, let film, let stars, let at else { return false }
      guard seen.insert(user, film) else {
        row.flaw(Rules.RatingRow.unique, "user \(user) has rated film \(film) before")
        return false
      }
      try body(FilmRating(user: user, film: film, stars: stars, at: at))
      return true
    }
  }

  private static func stars(of row: inout TableReading) -> Float? {
    let bytes = row.bytes(2)
    guard !bytes.isEmpty else {
      row.flaw(Rules.RatingRow.rating, "it has no rating")
      return nil
    }
    guard let stars = CSVNumber.decimal(bytes), Rules.RatingRow.ratingRange.admits(stars) else {
      row.flaw(Rules.RatingRow.ratingRange, "its rating is \(row.shown(2))")
      return nil
    }
    guard stars * 2 == (stars * 2).rounded() else {
      row.flaw(Rules.RatingRow.half, "its rating is \(row.shown(2)), which is no half star")
      return nil
    }
    return Float(stars)
  }

  /// Hands each tag to `body`; nil where there is no file of tags.
  public func tags(
    of films: Set<Int32>, reject: @escaping Reject, advance: @escaping Advance = { _ in },
    _ body: (FilmTag) throws -> Void
  ) throws -> FileQuality? {
    guard let tags else { return nil }
    struct Key: Hashable { let user: Int32, film: Int32, tag: String }
    var seen: Set<Key> = []
    let reading = try TableReading(
      tags, columns: ["userId", "movieId", "tag", "timestamp"], row: Rules.TagRow.row, reject: reject,
      advance: advance)
    return try reading.run { row in
      let user = row.id(0, Rules.TagRow.user, Rules.TagRow.userRange)
      let film = row.id(1, Rules.TagRow.film, Rules.TagRow.filmRange)
      if let film, !films.contains(film) { row.flaw(Rules.TagRow.known, "there is no film \(film)") }
      let tag = row.text(2, Rules.TagRow.tag, Rules.TagRow.tagLength)
      let at = row.time(3, Rules.TagRow.time, Rules.TagRow.timeRange)
      guard row.flaws.isEmpty, let user, let film, let tag, let at else { return false }
      guard seen.insert(Key(user: user, film: film, tag: tag)).inserted else {
        row.flaw(Rules.TagRow.unique, "user \(user) has given film \(film) this tag before")
        return false
      }
      try body(FilmTag(user: user, film: film, tag: tag, at: at))
      return true
    }
  }
}
