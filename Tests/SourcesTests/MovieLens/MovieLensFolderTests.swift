import FoundationEssentials
import TestKit
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct MovieLensFolderTests {
  private static let movies = """
    movieId,title,genres
    1,Toy Story (1995),Adventure|Animation
    2.0,"American President, The (1995)",Comedy
    3,Heat,(no genres listed)

    """
  private static let ratings = "userId,movieId,rating,timestamp\n"

  @Test func `films are read with their genres, years and links`() throws {
    try withFolder([
      "movies.csv": Self.movies, "ratings.csv": Self.ratings,
      "links.csv": "movieId,imdbId,tmdbId\n1,0114709,862\n2,x,\n3,0113277,949.0\n",
    ]) { folder in
      let (films, quality) = try folder.films(reject: { _ in })

      #expect(
        films == [
          Film(
            id: 1, title: "Toy Story (1995)", genres: ["Adventure", "Animation"], imdb: "0114709", tmdb: 862),
          Film(id: 2, title: "American President, The (1995)", genres: ["Comedy"]),
          Film(id: 3, title: "Heat", imdb: "0113277", tmdb: 949),
        ])
      #expect(films.map(\.year) == [1995, 1995, nil])
      #expect(quality[0].mended == ["movieId written as a fraction": 1])
      #expect(quality[1].mended == [Rules.LinkRow.imdb.id: 1])
    }
  }

  /// Rows of each file and the rules that each breaks.
  private static let broken: [(file: String, row: String, rules: [Rule])] = [
    ("movies.csv", "9,Nine", [Rules.FilmRow.row]), ("movies.csv", "9,\"Nine\"x,Drama", [Rules.FilmRow.row]),
    ("movies.csv", ",Nine,Drama", [Rules.FilmRow.id]), ("movies.csv", "-9,Nine,Drama", [Rules.FilmRow.range]),
    ("movies.csv", "9.5,Nine,Drama", [Rules.FilmRow.range]),
    ("movies.csv", "9, ,Drama", [Rules.FilmRow.title]),
    ("movies.csv", "9," + String(repeating: "N", count: 501) + ",Drama", [Rules.FilmRow.titleLength]),
    ("movies.csv", "9,Nine," + String(repeating: "g|", count: 51), [Rules.FilmRow.genres]),
    ("movies.csv", "1,One,Drama", [Rules.FilmRow.unique]),
    ("links.csv", "1,2", [Rules.LinkRow.row]), ("links.csv", ",2,3", [Rules.LinkRow.film]),
    ("links.csv", "x,2,3", [Rules.LinkRow.filmRange]), ("links.csv", "77,2,3", [Rules.LinkRow.known]),
    ("links.csv", "3,1,1", [Rules.LinkRow.unique]),
    ("ratings.csv", "1,1,5", [Rules.RatingRow.row]),
    ("ratings.csv", ",1,5,1000000000", [Rules.RatingRow.user]),
    ("ratings.csv", "0,1,5,1000000000", [Rules.RatingRow.userRange]),
    ("ratings.csv", "1,,5,1000000000", [Rules.RatingRow.film]),
    ("ratings.csv", "1,2147483648,5,1000000000", [Rules.RatingRow.filmRange]),
    ("ratings.csv", "1,77,5,1000000000", [Rules.RatingRow.known]),
    ("ratings.csv", "1,1,,1000000000", [Rules.RatingRow.rating]),
    ("ratings.csv", "1,1,5.5,1000000000", [Rules.RatingRow.ratingRange]),
    ("ratings.csv", "1,1,nan,1000000000", [Rules.RatingRow.ratingRange]),
    ("ratings.csv", "1,1,3.3,1000000000", [Rules.RatingRow.half]),
    ("ratings.csv", "1,1,5,", [Rules.RatingRow.time]),
    ("ratings.csv", "1,1,5,12", [Rules.RatingRow.timeRange]),
    ("ratings.csv", "1,1,5,1000000000.5", [Rules.RatingRow.timeRange]),
    ("ratings.csv", "5,3.0,1,1000000001", [Rules.RatingRow.unique]),
    (
      "ratings.csv", ",77,-6.0,0",
      [
        Rules.RatingRow.user, Rules.RatingRow.known, Rules.RatingRow.ratingRange, Rules.RatingRow.timeRange,
      ]
    ),
    ("tags.csv", "1,1,x", [Rules.TagRow.row]), ("tags.csv", ",1,x,1000000000", [Rules.TagRow.user]),
    ("tags.csv", "x,1,x,1000000000", [Rules.TagRow.userRange]),
    ("tags.csv", "1,,x,1000000000", [Rules.TagRow.film]),
    ("tags.csv", "1,0,x,1000000000", [Rules.TagRow.filmRange, Rules.TagRow.known]),
    ("tags.csv", "1,77,x,1000000000", [Rules.TagRow.known]),
    ("tags.csv", "1,1,,1000000000", [Rules.TagRow.tag]),
    ("tags.csv", "1,1," + String(repeating: "x", count: 501) + ",1000000000", [Rules.TagRow.tagLength]),
    ("tags.csv", "1,1,x,", [Rules.TagRow.time]), ("tags.csv", "1,1,x,1", [Rules.TagRow.timeRange]),
    ("tags.csv", "5,3,fun,1000000001", [Rules.TagRow.unique]),
  ]

  @Test(arguments: broken)
  func `a row that breaks rules is left out with all of them, and the next is taken in`(
    file: String, row: String, rules: [Rule]
  ) throws {
    var files = [
      "movies.csv": Self.movies, "links.csv": "movieId,imdbId,tmdbId\n3,1,1\n",
      "ratings.csv": Self.ratings + "5,3,4.0,1000000000\n",
      "tags.csv": "userId,movieId,tag,timestamp\n5,3,fun,1000000000\n",
    ]
    files[file, default: ""] += row + "\n" + (Self.last[file] ?? "")
    try withFolder(files) { folder in
      let whole = try read(folder)

      let quality = try #require(whole.quality.first { $0.file == file })
      let expected = Set(rules.filter { $0 != Rules.TagRow.known || !row.hasPrefix("1,0,") }.map(\.id))
      #expect(Set(whole.rejected.flatMap { $0.flaws.map(\.rule.id) }) == expected)
      #expect(whole.rejected.map(\.text) == [row])
      #expect(quality.excluded == 1 && quality.taken == quality.rows - 1)
      #expect(whole.quality.filter { $0.file != file }.allSatisfy { $0.excluded == 0 })
    }
  }

  private static let last = [
    "movies.csv": "4,Four,Drama\n", "links.csv": "1,1,1\n", "ratings.csv": "6,3,0.5,1000000000\n",
    "tags.csv": "6,3,fun,1000000000\n",
  ]

  @Test func `every rule that leaves rows out is seen to leave one out`() {
    let seen = Set(Self.broken.flatMap { $0.rules.map(\.id) })

    #expect(seen == Set(Rules.movieLens.filter { $0.consequence == .rejected }.map(\.id)))
  }

  @Test func `a damaged file of a seed is accounted for to the row`() throws {
    var generator = SeededGenerator(seed: 1_804)
    var (text, whole, blank, both) = (Self.ratings, 0, 0, 0)
    for user in 1...600 {
      let isBlank = user % 30 == 0
      for film in 1...3 {
        let isBad = isBlank && Int.random(in: 0..<3, using: &generator) == 0
        text += "\(isBlank ? "" : "\(user).0"),\(film).0,\(isBad ? "-6.0" : "3.5"),1000000000\n"
        (whole, blank, both) = (whole + (isBlank ? 0 : 1), blank + (isBlank ? 1 : 0), both + (isBad ? 1 : 0))
      }
    }
    try withFolder(["movies.csv": Self.movies, "ratings.csv": text]) { folder in
      let quality = try read(folder).quality[0]

      #expect(quality.rows == 1_800 && quality.taken == whole && quality.excluded == blank)
      #expect(quality.broken == [Rules.RatingRow.user.id: blank, Rules.RatingRow.ratingRange.id: both])
      #expect(quality.overlap(Rules.RatingRow.user.id, Rules.RatingRow.ratingRange.id) == both)
      #expect(
        quality.mended == ["userId written as a fraction": whole, "movieId written as a fraction": 1_800])
    }
  }

  @Test func `pairs are told apart whatever they are and however many`() {
    var generator = SeededGenerator(seed: 5)
    var (pairs, model) = (PairSet(), Set<[Int32]>())
    var disagreements = 0
    for _ in 0..<50_000 {
      let pair = [Int32.random(in: 1...300, using: &generator), Int32.random(in: 1...300, using: &generator)]
      if pairs.insert(pair[0], pair[1]) != model.insert(pair).inserted { disagreements += 1 }
    }

    #expect(disagreements == 0)
    #expect(pairs.count == model.count)
  }

  @Test func `a folder without its files is refused with what it should hold`() {
    let error = #expect(throws: CSVError.self) { _ = try MovieLensFolder("/nowhere") }

    #expect(error?.description.contains("a folder of MovieLens holds movies.csv and ratings.csv") == true)
  }

  private func read(_ folder: MovieLensFolder) throws -> (quality: [FileQuality], rejected: [RejectedRow]) {
    var rejected: [RejectedRow] = []
    let (films, quality) = try folder.films(reject: { rejected.append($0) })
    let ids = Set(films.map(\.id))
    let ratings = try folder.ratings(of: ids, reject: { rejected.append($0) }) { _ in }
    let tags = try folder.tags(of: ids, reject: { rejected.append($0) }) { _ in }
    return ([ratings] + [tags].compactMap(\.self) + quality, rejected)
  }

  private func withFolder(_ files: [String: String], _ body: (MovieLensFolder) throws -> Void) throws {
    try withFile("") { path in
      let folder = String(path.dropLast("/file.csv".count))
      for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
      try body(MovieLensFolder(folder))
    }
  }
}
