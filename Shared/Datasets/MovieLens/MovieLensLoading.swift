import FoundationEssentials
import Sources
import Storage

/// Reads the files of a data set and copies them into their tables, in the caller's transaction.
struct MovieLensLoading {
  private let folder: MovieLensFolder
  private let version: DatasetVersion.ID
  private let session: Session
  private let advance: MovieLensImport.Advance
  private let kept: KeptRejections
  private var done = 0

  init(
    _ folder: MovieLensFolder, version: DatasetVersion.ID, _ session: Session,
    advance: @escaping MovieLensImport.Advance, reject: @escaping MovieLensImport.Reject
  ) {
    self.folder = folder
    self.version = version
    self.session = session
    self.advance = advance
    kept = KeptRejections(reject)
  }

  mutating func run() throws -> MovieLensReport {
    let links = folder.links.map(FileQuality.name)
    let reject = kept.reject { $0.file == links ? "link" : "film" }
    let (films, filmQuality) = try folder.films(reject: reject, advance: told())
    try copy(films)
    let ids = Set(films.map(\.id))
    done = filmQuality.reduce(0) { $0 + size($1) }
    let (ratings, users, ratedFilms) = try copyRatings(of: ids)
    done += size(ratings)
    let tags = try copyTags(of: ids)
    try session.storeRejections(kept.all, of: version)
    let quality = [filmQuality[0], ratings] + [tags].compactMap(\.self) + filmQuality.dropFirst()
    var report = MovieLensReport(
      version: version, quality: quality, films: films.count, ratings: ratings.taken, tags: tags?.taken ?? 0,
      users: users, ratedFilms: ratedFilms, report: DatasetReport())
    report.report.kinds = [
      kind("film", films.count, [filmQuality[0]]), kind("rating", ratings.taken, [ratings]),
      kind("tag", tags?.taken ?? 0, [tags].compactMap(\.self)),
      kind("link", filmQuality.dropFirst().first?.taken ?? 0, Array(filmQuality.dropFirst())),
    ]
    report.report.counts = ["users": users, "ratedFilms": ratedFilms, "rejectionsNotKept": kept.dropped]
    return report
  }

  private func kind(_ name: String, _ records: Int, _ files: [FileQuality]) -> DatasetReport.Kind {
    var kind = DatasetReport.Kind(name)
    kind.records = records
    for file in files { kind.rejected.merge(file.broken, uniquingKeysWith: +) }
    kind.rejectedRecords = files.reduce(0) { $0 + $1.excluded }
    return kind
  }

  private func size(_ quality: FileQuality) -> Int {
    let path = [folder.movies, folder.ratings, folder.tags, folder.links].compactMap(\.self).first {
      $0.hasSuffix("/" + quality.file)
    }
    let attributes = path.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
    return attributes?[.size] as? Int ?? 0
  }

  private func told() -> MovieLensFolder.Advance {
    { [advance, done] bytes in
      // Whoever gave up waiting is told so before the next piece.
      try Task.checkCancellation()
      advance(done + bytes)
    }
  }

  private func copy(_ films: [Film]) throws {
    let columns = ["version_id", "film_id", "title", "year", "genres", "imdb", "tmdb"]
    try session.copyIn(into: "hookline.dataset_film", columns: columns) { writer in
      for film in films {
        writer.append(version)
        writer.append(film.id)
        writer.append(film.title)
        writer.append(film.year)
        writer.append(film.genres)
        writer.append(film.imdb)
        writer.append(film.tmdb)
        try writer.endRow()
      }
    }
  }

  private func copyRatings(of films: Set<Int32>) throws -> (FileQuality, users: Int, films: Int) {
    var (users, rated) = (Set<Int32>(), Set<Int32>())
    var quality: FileQuality?
    let columns = ["version_id", "user_id", "film_id", "stars", "at"]
    try session.copyIn(into: "hookline.dataset_rating", columns: columns) { writer in
      quality = try folder.ratings(of: films, reject: kept.reject { _ in "rating" }, advance: told()) {
        rating in
        users.insert(rating.user)
        rated.insert(rating.film)
        writer.append(version)
        writer.append(rating.user)
        writer.append(rating.film)
        writer.append(rating.stars)
        writer.append(Date(timeIntervalSince1970: Double(rating.at)))
        try writer.endRow()
      }
    }
    return (quality ?? FileQuality("ratings.csv"), users.count, rated.count)
  }

  private func copyTags(of films: Set<Int32>) throws -> FileQuality? {
    var quality: FileQuality?
    let columns = ["version_id", "user_id", "film_id", "tag", "at"]
    try session.copyIn(into: "hookline.dataset_film_tag", columns: columns) { writer in
      quality = try folder.tags(of: films, reject: kept.reject { _ in "tag" }, advance: told()) { tag in
        writer.append(version)
        writer.append(tag.user)
        writer.append(tag.film)
        writer.append(tag.tag)
        writer.append(Date(timeIntervalSince1970: Double(tag.at)))
        try writer.endRow()
      }
    }
    return quality
  }
}

/// Rows that are not taken in, on their way to the database: no more than are worth keeping.
private final class KeptRejections {
  private(set) var all: [DatasetRejection] = []
  private(set) var dropped = 0
  private let tell: MovieLensImport.Reject

  init(_ tell: @escaping MovieLensImport.Reject) { self.tell = tell }

  func reject(as kind: @escaping (RejectedRow) -> String) -> MovieLensFolder.Reject {
    { [self] row in
      try tell(row)
      guard all.count < MovieLensImport.rejectionLimit else { return dropped += 1 }
      all.append(
        DatasetRejection(
          kind: kind(row), place: row.file, position: row.line, rule: row.flaws.first?.rule.id ?? "",
          reason: row.reason, record: row.text))
    }
  }
}
