import Testing

@testable import Sources

@Suite(.needsMovieLens, .timeLimit(.minutes(2))) struct MovieLensDataTests {
  @Test(
    arguments: [
      (nil, 100_836, 610, 0, 0, 0), ("ratings_dirty.csv", 99_032, 590, 1_804, 568, 568),
    ] as [(String?, Int, Int, Int, Int, Int)])
  func `the published data set is read, and the damaged copy is seen through`(
    ratings: String?, taken: Int, users: Int, blank: Int, impossible: Int, both: Int
  ) throws {
    let folder = try MovieLensFolder(try #require(OutsideData.movieLens), ratings: ratings)
    let (films, quality) = try folder.films(reject: { _ in })
    var seen = Set<Int32>()
    var rejected = 0

    let found = try folder.ratings(of: Set(films.map(\.id)), reject: { _ in rejected += 1 }) {
      seen.insert($0.user)
    }

    #expect(films.count == 9_742 && quality.allSatisfy { $0.excluded == 0 && $0.rows == 9_742 })
    #expect(found.rows == 100_836 && found.taken == taken && seen.count == users)
    #expect(found.excluded == blank && rejected == blank)
    #expect(found.broken[Rules.RatingRow.user.id] ?? 0 == blank)
    #expect(found.broken[Rules.RatingRow.ratingRange.id] ?? 0 == impossible)
    #expect(found.overlap(Rules.RatingRow.user.id, Rules.RatingRow.ratingRange.id) == both)
  }
}
