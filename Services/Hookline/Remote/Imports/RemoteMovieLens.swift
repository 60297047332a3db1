import Datasets
import Documents
import HTTP
import Lifecycle
import Sources

/// A data set of MovieLens on its way to a gateway.
struct RemoteMovieLens {
  let remote: Remote
  let folder: MovieLensFolder
  let rejects: RejectsFile?
  let isForced: Bool
  let bar: ProgressBar

  private static let table = "text/csv"

  func run() async throws -> MovieLensReport {
    if rejects != nil {
      bar.begin("looking for rows that break rules")
      try await RowReader().tell(folder, to: rejects)
    }
    let form = try form()
    let whole = max(1, form.byteCount)
    let watched = WatchedUpload(body: form) { [bar] sent in
      bar.show(Double(sent) / Double(whole), "\(sent >> 20) of \(whole >> 20) MiB")
    }
    let title = folder.path.split(separator: "/").last.map(String.init) ?? folder.path
    var report = try await bar.minding("waiting for \(remote.place)") {
      try await remote.importMovieLens(watched, title: title, isForced: isForced)
    }
    // There it is called as the field that brought it.
    report.quality = report.quality.map { $0.file == "ratings.csv" ? $0.called(ratingsName) : $0 }
    return report
  }

  private var ratingsName: String { FileQuality.name(folder.ratings) }

  private func form() throws(CommandFailure) -> UploadForm {
    var files: [(field: String, file: any UploadBody)] = []
    var left = Remote.datasetLimit
    for (field, path) in [
      ("movies", folder.movies), ("ratings", folder.ratings), ("tags", folder.tags), ("links", folder.links),
    ] {
      guard let path else { continue }
      // An empty one is refused, as it is where it is read.
      let file = try UploadFile(path, type: Self.table, limit: Remote.datasetLimit)
      guard file.byteCount <= left else { throw Remote.tooMuch }
      left -= file.byteCount
      files.append((field, file))
    }
    return UploadForm(files)
  }
}

/// Reads the files as the gateway does, for the rows that it leaves out: it tells how many those are, and not which.
private actor RowReader {
  private let executor = BlockingExecutor(label: "rows")

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func tell(_ folder: MovieLensFolder, to rejects: RejectsFile?) throws {
    let reject: MovieLensFolder.Reject = { try rejects?.add($0) }
    let advance: MovieLensFolder.Advance = { _ in try Task.checkCancellation() }
    let films = Set(try folder.films(reject: reject, advance: advance).films.map(\.id))
    _ = try folder.ratings(of: films, reject: reject, advance: advance) { _ in }
    _ = try folder.tags(of: films, reject: reject, advance: advance) { _ in }
  }
}

extension FileQuality {
  fileprivate func called(_ name: String) -> FileQuality {
    var quality = FileQuality(name)
    (quality.rows, quality.taken) = (rows, taken)
    (quality.broken, quality.excludedTogether, quality.mended) = (broken, excludedTogether, mended)
    return quality
  }
}
