import FoundationEssentials
import Lifecycle
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ImportMovieLensTests {
  private struct Report: Decodable {
    struct File: Decodable {
      var file: String
      var rows: Int
      var taken: Int
      var excluded: Int
      var rules: [String: Int]
    }

    var version: String?
    var isUnchanged: Bool
    var isHeld: Bool
    var films: Int
    var ratings: Int
    var users: Int
    var tags: Int
    var files: [File]
    var previous: String?
  }

  private struct Version: Decodable { var rejected: Int }
  private typealias Versions = [Version]

  private static let files = [
    "movies.csv": "movieId,title,genres\n1,Heat (1995),Crime|Drama\n2,\"Up, Again\",\n2,Twice,\n",
    "ratings.csv":
      "userId,movieId,rating,timestamp\n1,1,4.5,1000000000\n1,2,0.5,1000000001\n2,1,3.0,1000000002\n",
    "dirty.csv":
      "userId,movieId,rating,timestamp\n1.0,1.0,4.5,1000000000\n,2.0,-6.0,1000000001\n2.0,1.0,3.0,1000000002\n",
    "tags.csv": "userId,movieId,tag,timestamp\n1,1,\"slow, good\",1000000000\n",
    "links.csv": "movieId,imdbId,tmdbId\n1,0113277,949\n",
  ]

  @Test func `a data set becomes a version, and a damaged copy the next one with its report`() async throws {
    try await withStage { stage, folder in
      let first = try await stage.document(Report.self, "import", "movielens", folder)
      let second = try await stage.document(
        Report.self, "import", "movielens", folder, "--ratings", "dirty.csv", "--rejects", folder + "/bad.csv"
      )

      let version = try #require(second.version.flatMap { Int64($0) })
      #expect((first.films, first.ratings, first.users, first.tags) == (2, 3, 2, 1))
      #expect(first.files.first { $0.file == "movies.csv" }?.rules == ["movielens movie.movieId unique": 1])
      #expect((second.ratings, second.users) == (2, 2) && second.previous == first.version)
      let dirty = try #require(second.files.first { $0.file == "dirty.csv" })
      #expect((dirty.rows, dirty.taken, dirty.excluded) == (3, 2, 1))
      #expect(dirty.rules == ["movielens rating.userId required": 1, "movielens rating.rating range": 1])
      let bad = try String(contentsOfFile: folder + "/bad.csv", encoding: .utf8)
      #expect(bad.contains("dirty.csv,3,movielens rating.userId required; movielens rating.rating range,"))
      let states = try await stage.database.pool.rows(
        "select state from hookline.dataset_version order by id", as: String.self)
      #expect(states == ["history", "current"])
      let film = try await stage.database.pool.rows(
        "select title, year, genres, imdb from hookline.dataset_film where version_id = \(version) order by film_id",
        as: String.self, Int16?.self, [String].self, String?.self)
      #expect(film[0] == ("Heat (1995)", 1995, ["Crime", "Drama"], "0113277"))
      let kept = try await stage.database.pool.value(
        "select count(*) from hookline.dataset_rejection where version_id = \(version)", as: Int64.self
      )
      #expect(kept == 2)
      // One row of the two breaks two rules.
      let listed = try await stage.document(Versions.self, "datasets", "list", "--dataset", "movielens")
      #expect(listed.map(\.rejected) == [2, 1])
    }
  }

  @Test func `a folder that is the same is no new version, whatever its files' dates are`() async throws {
    try await withStage { stage, folder in
      let first = try await stage.document(Report.self, "import", "movielens", folder)
      try await stage.database.pool.execute(
        "update hookline.dataset_version set expiry_at = now() + interval '1 hour'")
      for (name, text) in Self.files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }

      let again = try await stage.document(Report.self, "import", "movielens", folder)
      let stays = try await stage.database.pool.value(
        "select expiry_at is null from hookline.dataset_version", as: Bool.self)
      let text = try await stage.run("import", "movielens", folder)
      try Data("movieId,imdbId,tmdbId\n1,0113277,950\n".utf8).write(to: URL(filePath: folder + "/links.csv"))
      let other = try await stage.document(Report.self, "import", "movielens", folder)

      #expect(again.isUnchanged && again.version == nil && again.previous == first.version)
      #expect(stays, "it is kept as the new one would have been")
      #expect(text.text.contains("unchanged, version 1 of movielens stays: 2 films, 3 ratings"))
      #expect(other.version != nil && !other.isUnchanged && other.previous == first.version)
      let states = try await stage.database.pool.rows(
        "select state from hookline.dataset_version order by id", as: String.self)
      #expect(states == ["history", "current"])
    }
  }

  @Test(arguments: [
    ("ratings.csv", "rating: 1 records instead of 3"), ("tags.csv", "tag: 0 records instead of 1"),
    ("links.csv", "link: 0 records instead of 1"),
  ])
  func `a file that is cut leaves the version before current, and that can be used again`(
    name: String, doubt: String
  ) async throws {
    try await withStage { stage, folder in
      _ = try await stage.document(Report.self, "import", "movielens", folder)
      let before = try await stage.run("datasets", "export", "1")
      let lines = (Self.files[name] ?? "").split(separator: "\n").prefix(name == "ratings.csv" ? 2 : 1)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: folder + "/" + name))

      let held = try await stage.run("import", "movielens", folder)
      let forced = try await stage.run("import", "movielens", folder, "--force")
      _ = try await stage.run("datasets", "expire")
      let back = try await stage.run("datasets", "use", "1")
      let after = try await stage.run("datasets", "export", "1")

      #expect(
        held.status == .exited(1) && held.errorText.contains("and version 1 stays current:\n  \(doubt)\n"))
      #expect(
        forced.isSuccess && back.text == "version 1 of movielens is current, and version 3 is history\n")
      #expect(after.text == before.text && after.text.split(separator: "\n").count == 6)
      let counts = try await stage.database.pool.rows(
        "select version_id, count(*) from hookline.dataset_rating group by 1 order by 1", as: Int64.self,
        Int64.self)
      #expect(counts.map(\.0) == [1] && counts[0].1 == 3, "the version before is packed away")
    }
  }

  @Test func `its versions are listed, exported and looked after as those of other data sets`() async throws {
    try await withStage { stage, folder in
      let first = try await stage.document(Report.self, "import", "movielens", folder)
      let second = try await stage.document(Report.self, "import", "movielens", folder, "--force")
      let (firstVersion, version) = (try #require(first.version), try #require(second.version))

      let listed = try await stage.run("datasets", "list", "--dataset", "movielens")
      let shown = try await stage.run("datasets", "show", "\(version)")
      let cleaned = try await stage.run("datasets", "expire")
      let exported = try await stage.run("datasets", "export", "\(version)", "--kind", "rating")
      let unpacked = try await stage.run("datasets", "export", "\(firstVersion)", "--kind", "rating")

      #expect(listed.isSuccess && listed.text.split(separator: "\n").count == 3)
      #expect(shown.isSuccess && cleaned.isSuccess && exported.isSuccess, "\(exported.errorText)")
      #expect(exported.text.split(separator: "\n").count == 3 && exported.text.contains("\"rating\""))
      #expect(unpacked.text == exported.text, "\(unpacked.errorText)")
      let packed = try await stage.database.pool.rows(
        "select is_packed from hookline.dataset_version order by id", as: Bool.self)
      #expect(packed == [true, false], "the version before is packed away")
    }
  }

  @Test func `a file that ends in the middle of the import leaves the version before as it was`() async throws
  {
    try await withStage { stage, folder in
      _ = try await stage.document(Report.self, "import", "movielens", folder)
      try Data("user,movieId\n1,1\n".utf8).write(to: URL(filePath: folder + "/ratings.csv"))

      let result = try await stage.run("import", "movielens", folder)

      #expect(result.status == .exited(1) && result.errorText.contains("has no column \"userId\""))
      let states = try await stage.database.pool.rows(
        "select state, (select count(*) from hookline.dataset_film f where f.version_id = v.id) from hookline.dataset_version v order by id",
        as: String.self, Int64.self)
      #expect(states.map(\.0) == ["current", "failed"] && states.map(\.1) == [2, 0])
    }
  }

  @Test func `a folder that is none is a failure with what to do`() async throws {
    try await withStage { stage, folder in
      let result = try await stage.run("import", "movielens", folder + "/absent")

      #expect(result.status == .exited(1) && result.errorText.contains("a folder of MovieLens holds"))
    }
  }

  private func withStage(_ body: @escaping @Sendable (JobsStage, String) async throws -> Void) async throws {
    try await withDatabase(migrated: true) { database in
      try await withRightsFile("") { path in
        let folder = String(path.dropLast("/rights.csv".count))
        for (name, text) in Self.files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
        try await body(JobsStage(database), folder)
      }
    }
  }
}
