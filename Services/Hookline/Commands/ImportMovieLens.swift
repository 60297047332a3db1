import Datasets
import Lifecycle
import Sources
import Storage

extension Commands {
  private static let ratings = Option(
    "ratings", value: "FILE", help: "another file of ratings than ratings.csv: a path, or a name in DIR")

  private static let forced = Option(
    "force", help: "make a current version even if nothing has changed, or most is gone")

  static let importMovieLens = Command(
    name: "import movielens",
    summary: "takes in a data set of MovieLens, and says what is wrong with it",
    examples: [
      .init(line: "import movielens ml-latest-small", meaning: "its films, ratings, tags and links"),
      .init(line: "import movielens ml --ratings dirty.csv", meaning: "another file of ratings"),
      .init(line: "import movielens ml --rejects bad.csv", meaning: "and what is left out goes there"),
    ],
    operands: .init(usage: "DIR", count: 1...1), options: [ratings, RejectsFile.option, forced],
    notes: [
      "DIR holds movies.csv and ratings.csv, and may hold tags.csv and links.csv. Rows that",
      "break a rule are counted and left out, and the rest is taken in as a new version of",
      "the data set: all of it or nothing. No broker is needed. Where none or less than half is",
      "left of the films, ratings, tags or links of the version before, or most were rejected,",
      "the new one is held back: \"hookline datasets use\" makes it current, as --force does.",
      "Of those that are held back, only the newest is kept.",
    ]
  ) { invocation, context in
    let folder = try MovieLensFolder(invocation.operands[0], ratings: invocation[ratings])
    let sources = [folder.movies, folder.ratings, folder.tags, folder.links].compactMap(\.self)
    let rejects = try RejectsFile(invocation, sparing: sources)
    let isForced = invocation.has(forced)
    let outcome = try await Interruption.heard { shutdown in
      await shutdown.unlessDrained { () -> Result<MovieLensReport, any Error> in
        do { return .success(try await take(folder, rejects, isForced: isForced, context)) } catch {
          return .failure(error)
        }
      }
    }
    guard let outcome = outcome.flatMap(\.self) else {
      context.console.error(
        context.asksGateway ? Remote.interrupted : "interrupted; nothing was taken in")
      return .interrupted
    }
    let report = try outcome.get()
    try rejects?.finish()
    MovieLensSummary(report: report, rejects: rejects?.path).show(on: context.console)
    return HeldVersion.verdict(report.report, report.version, of: "movielens", on: context.console)
  }

  private static func take(
    _ folder: MovieLensFolder, _ rejects: RejectsFile?, isForced: Bool, _ context: Context
  ) async throws -> MovieLensReport {
    let bar = ProgressBar(context.console)
    defer { bar.clear() }
    if let remote = try context.remote() {
      return try await RemoteMovieLens(
        remote: remote, folder: folder, rejects: rejects, isForced: isForced, bar: bar
      ).run()
    }
    let size = max(1, folder.byteCount)
    let settings = try context.settings(requiring: [\.databaseURL])
    let server = try ConnectionSettings(url: settings.require(\.databaseURL).text)
    return try await context.withDatabase { database in
      let lock = try await DatasetLock(Dataset.movieLens.name, server, logger: context.logger)
      let result: Result<MovieLensReport, any Error>
      do {
        result = .success(
          try await bar.minding("reading \(folder.path)") {
            try await MovieLensImport(folder, into: database).run(isForced: isForced) { bytes in
              bar.show(Double(bytes) / Double(size), "\(bytes >> 20) of \(size >> 20) MiB")
            } reject: {
              try rejects?.add($0)
            }
          })
      } catch { result = .failure(error) }
      await lock.release()
      return try result.get()
    }
  }
}
