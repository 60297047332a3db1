extension MovieLensFolder {
  /// All films, with their links, and what was found in both files.
  public func films(
    reject: @escaping Reject, advance: @escaping Advance = { _ in }
  ) throws -> (films: [Film], quality: [FileQuality]) {
    var films: [Film] = []
    var places: [Int32: Int] = [:]
    let reading = try TableReading(
      movies, columns: ["movieId", "title", "genres"], row: Rules.FilmRow.row, reject: reject,
      advance: advance)
    let quality = try reading.run { row in
      let id = row.id(0, Rules.FilmRow.id, Rules.FilmRow.range)
      let title = row.text(1, Rules.FilmRow.title, Rules.FilmRow.titleLength)
      let genres = Self.genres(of: &row)
      if let id, places[id] != nil { row.flaw(Rules.FilmRow.unique, "film \(id) stands there twice") }
      guard row.flaws.isEmpty, let id, let title else { return false }
      places[id] = films.count
      films.append(Film(id: id, title: title, genres: genres))
      return true
    }
    guard let links else { return (films, [quality]) }
    let linked = try addLinks(links, to: &films, places, reject, advance)
    return (films, [quality, linked])
  }

  private static func genres(of row: inout TableReading) -> [String] {
    guard let text = row.field(2) else {
      row.flaw(Rules.FilmRow.row, "its genres are no text of UTF-8")
      return []
    }
    let genres = text.split(separator: "|").map(String.init).filter { $0 != "(no genres listed)" }
    if genres.count > 50 || genres.contains(where: { $0.count > 100 }) {
      row.flaw(Rules.FilmRow.genres, "its genres are too many or too long")
    }
    return genres
  }

  private func addLinks(
    _ links: String, to films: inout [Film], _ places: [Int32: Int], _ reject: @escaping Reject,
    _ advance: @escaping Advance
  ) throws -> FileQuality {
    var seen: Set<Int32> = []
    let reading = try TableReading(
      links, columns: ["movieId", "imdbId", "tmdbId"], row: Rules.LinkRow.row, reject: reject,
      advance: advance)
    return try reading.run { row in
      guard let id = row.id(0, Rules.LinkRow.film, Rules.LinkRow.filmRange) else { return false }
      guard let place = places[id] else {
        row.flaw(Rules.LinkRow.known, "there is no film \(id)")
        return false
      }
      guard seen.insert(id).inserted else {
        row.flaw(Rules.LinkRow.unique, "film \(id) stands there twice")
        return false
      }
      films[place].imdb = Self.imdb(&row)
      films[place].tmdb = Self.tmdb(&row)
      return true
    }
  }

  private static func imdb(_ row: inout TableReading) -> String? {
    let bytes = row.bytes(1)
    if bytes.isEmpty { return nil }
    guard bytes.count <= 10, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
      row.mend(Rules.LinkRow.imdb.id)
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func tmdb(_ row: inout TableReading) -> Int32? {
    switch CSVNumber.whole(row.bytes(2)) {
    case .missing: return nil
    case .number(let number), .mended(let number):
      if Rules.LinkRow.tmdb.admits(Double(number)) { return Int32(number) }
    case .unreadable: break
    }
    row.mend(Rules.LinkRow.tmdb.id)
    return nil
  }
}
