import API
import Datasets
import Documents
import FoundationEssentials
import HTTP
import Lifecycle
import Storage

extension Gateway {
  var datasets: [Endpoint] { [listDatasets, showDataset, useDataset, expireDatasets] }

  private var listDatasets: Endpoint {
    Endpoint(
      .get, "/v1/datasets", .scope(.read), "datasets", "Lists the versions of data sets, the newest first"
    ) { call in
      let turn = try PageTurn(call)
      let (after, before) = try turn.places(of: 2) { place throws(Refusal) in
        DatasetStore.Place(createdAt: try place.moment(0), id: try place.number(1))
      }
      let found = try await DatasetStore(database).versions(
        of: call.text("dataset"), after: after, before: before, limit: turn.count)
      return turn.answer(
        found, at: { CursorPlace.text(CursorPlace.text($0.createdAt), "\($0.id)") }
      ) { .listedVersion($0) }
    }
    .with {
      $0.parameters =
        [.query("dataset", .choice(Dataset.all.map(\.name)), "Only those of this data set")]
        + Paging.parameters
      $0.outcomes = [
        .init(.ok, "Versions", Paging.schema(Schemas.listedDataset), headers: Paging.headers)
      ]
    }
  }

  private var showDataset: Endpoint {
    Endpoint(
      .get, "/v1/datasets/{version}", .scope(.read), "datasets",
      "Shows a version of a data set with the report of its import"
    ) { call in
      let store = DatasetStore(database)
      let version = try await Self.version(call, store)
      let size = version.isPacked ? try await store.packedSize(of: version.id) : nil
      return .json(.datasetVersion(version, packed: size))
    }
    .with {
      $0.parameters = [Self.versionParameter]
      $0.outcomes = [.init(.ok, "The version", Schemas.dataset)]
      $0.problems = [(.notFound, "There is no such version")]
      $0.isTagged = true
    }
  }

  private var useDataset: Endpoint {
    Endpoint(
      .post, "/v1/datasets/{version}/use", .scope(.ops), "datasets",
      "Makes a version that is history or held back the current one"
    ) { call in
      let store = DatasetStore(database)
      let version = try await Self.version(call, store)
      let before = try await store.current(of: version.dataset)
      guard before?.id != version.id else {
        return .json(.datasetUse(version.id, of: version.dataset, wasCurrent: true, previous: nil))
      }
      guard let dataset = Dataset.all.first(where: { $0.name == version.dataset }) else {
        throw Refusal(.conflict, "dataset", "This gateway does not know the data set \(version.dataset).")
      }
      let change = Change(call, "datasets.use")
      do {
        try await store.use(version.id, of: dataset, now: Date(), isLocking: true) { session in
          try change.note(
            "\(version.id)",
            ["dataset": .string(dataset.name), "previous": JSONValue(before.map { "\($0.id)" })], session)
        }
      } catch let error as DatasetError { throw Self.refusal(error) }
      return .json(.datasetUse(version.id, of: version.dataset, wasCurrent: false, previous: before?.id))
    }
    .with {
      $0.notes =
        "Its records are unpacked, and what was current becomes history, which the scheduler packs. All of it or "
        + "nothing; of very many records it takes minutes, and who cannot wait has it done by the command line. The "
        + "next import compares with it."
      $0.parameters = [Self.versionParameter]
      $0.outcomes = [
        .init(
          .ok, "The version, and which was current before",
          .object([
            .required("version", .numericID), .required("dataset", .string()),
            .required("wasCurrent", .boolean), .required("previous", .numericID.orNull),
          ]))
      ]
      $0.problems = [
        (.notFound, "There is no such version"),
        (.conflict, "It cannot be used: it is being loaded or packed, has failed, or is over its time"),
      ]
      $0.deadline = .seconds(300)
    }
  }

  private var expireDatasets: Endpoint {
    Endpoint(
      .post, "/v1/datasets/actions/expire", .scope(.ops), "datasets", "Deletes versions whose time is over"
    ) { call in
      let store = DatasetStore(database)
      let isTrial = call.member("dryRun")?.boolValue ?? false
      let due = try await store.overdue(now: Date())
      guard !isTrial, !due.isEmpty else { return .json(.datasetExpiry(isTrial ? due : [], isTrial: isTrial)) }
      let change = Change(call, "datasets.expire")
      try await change.note(nil, ["versions": Self.texts(due)], result: .begun, in: database)
      var deleted: [DatasetVersion.ID] = []
      for dataset in Dataset.all { deleted += try await store.expire(dataset, now: Date()) }
      try await change.note(nil, ["versions": Self.texts(deleted)], result: .done, in: database)
      return .json(.datasetExpiry(deleted, isTrial: false))
    }
    .with {
      $0.notes =
        "The scheduler does this every few minutes, and then also packs history and clears away what dead imports have left. "
        + "What somebody is just reading is left to the next time."
      $0.body = .json(
        .object([.optional("dryRun", .boolean.described("Only name them"))]), isRequired: false,
        examples: [["dryRun": true]])
      $0.outcomes = [
        .init(
          .ok, "Which were deleted, or would be",
          .object([.required("versions", .array(.numericID)), .required("dryRun", .boolean)]))
      ]
      $0.deadline = .seconds(120)
    }
  }

  static let versionParameter = Parameter.path("version", .numericID, "As the list numbers it")

  static func version(_ call: Call, _ store: DatasetStore) async throws -> DatasetVersion {
    guard let id = call.text("version").flatMap({ DatasetVersion.ID($0) }),
      let version = try await store.version(id)
    else { throw Refusal.notFound("There is no such version; GET /v1/datasets lists those there are.") }
    return version
  }

  private static func texts(_ versions: [DatasetVersion.ID]) -> JSONValue {
    .strings(versions.map { "\($0)" })
  }

  static func refusal(_ error: DatasetError) -> Refusal {
    let text = "\(error)"
    let detail = text.prefix(1).uppercased() + text.dropFirst() + "."
    return Refusal(
      .conflict, "dataset", detail, headers: error.code == .busy ? ["Retry-After": "30"] : [:])
  }
}
