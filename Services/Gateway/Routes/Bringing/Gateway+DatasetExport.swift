import API
import Datasets
import Documents
import HTTP
import Telemetry

extension Gateway {
  var datasetExports: [Endpoint] { [exportDataset] }

  private static let lines = "application/x-ndjson"

  private var exportDataset: Endpoint {
    Endpoint(
      .get, "/v1/datasets/{version}/export", .scope(.read), "datasets",
      "The records of a version of a data set, or those that were kept apart, a JSON document a line"
    ) { call in try await export(call) }
    .with {
      $0.notes =
        "Versions that are history are unpacked on the way. Whatever its size, the answer comes as it is read; where it "
        + "breaks off, the connection does too, and it is not whole. Two may be under way at once, of one "
        + "key one, for an hour each."
      $0.parameters = [
        Self.versionParameter,
        .query("kind", .string(1...100), "Only these, such as user; else all, one kind after the other"),
        .query("rejected", .boolean, "The records that were kept apart, with the reasons"),
      ]
      $0.outcomes = [
        .init(
          .ok, "The records", .string(), type: Self.lines,
          headers: [(name: "Content-Disposition", summary: "A name for the file")])
      ]
      $0.problems = [
        (.notFound, "There is no such version"),
        (.conflict, "The version is of a data set that is not known here"),
        (.insufficientStorage, "There is no room for what is exported"),
      ]
    }
  }

  private func export(_ call: Call) async throws -> Answer {
    let store = DatasetStore(database)
    let version = try await Self.version(call, store)
    guard let dataset = Dataset.all.first(where: { $0.name == version.dataset }) else {
      throw Refusal(.conflict, "dataset", "This gateway does not know the data set \(version.dataset).")
    }
    let (kind, isOfRejected) = (call.text("kind"), call.flag("rejected"))
    let wanted: DatasetExport
    do throws(DatasetExport.StrangeKind) {
      wanted = try DatasetExport(version, of: dataset, kind: kind, rejected: isOfRejected)
    } catch { throw Refusal.invalid([Fault(.query("kind"), "\(error)")]) }
    let name = ["\(version.dataset)-\(version.id)", kind, isOfRejected ? "rejected" : nil]
      .compactMap(\.self).joined(separator: "-")
    let headers: Headers = [
      "Content-Type": Self.lines, "Content-Disposition": "attachment; filename=\"\(name).jsonl\"",
    ]
    guard call.request.method != .head else { return .response(Response(headers: headers)) }
    let chunks = try await chunks(of: wanted, store, by: call.caller.key)
    return .response(.stream(chunks, headers: headers, patience: ExportDesk.patience))
  }

  /// Throws what goes wrong before there is anything to tell; what goes wrong later ends the stream.
  private func chunks(
    of wanted: DatasetExport, _ store: DatasetStore, by key: Int64?
  ) async throws -> AsyncThrowingStream<[UInt8], any Error> {
    let spool = try exportDesk.open(by: key)
    let reader = ExportReader(spool)
    // Of its own: the database is done with it before the client is.
    Task { [logger] in
      do {
        try await wanted.write(from: store, line: { JSONValue.datasetRejection($0).line }) {
          try spool.add($0)
        }
        spool.end(.success(()))
      } catch {
        if !(error is CancellationError) {
          logger.warning("an export has broken off", ["error": "\(error)"])
        }
        spool.end(.failure(error))
      }
    }
    await spool.wait()
    do { try spool.check() } catch let error as DatasetError { throw Self.refusal(error) }
    return AsyncThrowingStream { try await reader.next() }
  }
}
