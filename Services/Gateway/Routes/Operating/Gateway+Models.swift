import API
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Messaging
import Models
import Storage

extension Gateway {
  var models: [Endpoint] { [listModels, trainModel, showOrder, useModel] }

  private var listModels: Endpoint {
    Endpoint(
      .get, "/v1/models", .scope(.read), "models",
      "Lists what was learnt, the newest first, and how it was judged"
    ) { call in
      let found = try await ModelStore(database).newest(
        ModelToTrain.company, limit: call.number("limit") ?? 20)
      return .json(.models(found))
    }
    .with {
      $0.parameters = [.query("limit", .integer(1...1_000), "How many of the newest; 20 unless said")]
      $0.outcomes = [
        .init(.ok, "Models", .object([.required("models", .array(Schemas.model, count: 0...1_000))]))
      ]
    }
  }

  private var trainModel: Endpoint {
    Endpoint(
      .post, "/v1/models", .scope(.ops), "models", "Has it learnt anew which tracks creators use together"
    ) { call in
      let change = Change(call, "models.create")
      let seed = call.member("seed")?.wholeNumber ?? 1
      let order = UUID()
      let answer = Answer.json(
        ["begun": true, "order": .string(order.uuidString.lowercased())], status: .accepted)
      _ = try await producer.share(
        .train, [Self.key(of: order): try JSON(encoding: ModelToTrain(seed: UInt64(seed)))], lane: .norm
      ) { session in
        try change.note(nil, ["seed": .int(seed)], answer: answer, result: .begun, session)
      }
      return answer
    }
    .with {
      $0.notes =
        "A recommender that has a folder of models learns from all uses of tracks; what foretells worse than "
        + "popularity does is kept, but not used. GET /v1/models/orders/{order} shows what came of it."
      $0.body = .json(
        .object([.optional("seed", .integer(0...Int(Int32.max)).described("Of what is drawn at random"))]),
        isRequired: false, examples: [["seed": 1]])
      $0.outcomes = [
        .init(
          .accepted, "Accepted: it is written down and will be done",
          .object([.required("begun", .boolean), .required("order", .uuid)]),
          headers: [(name: "Idempotency-Replayed", summary: "This is the answer of the first request")])
      ]
      $0.isOnce = true
    }
  }

  /// What was ordered here, among all work that is shared.
  private static func key(of order: UUID) -> String {
    "\(ModelToTrain.company) by order \(order.uuidString.lowercased())"
  }

  private var showOrder: Endpoint {
    Endpoint(
      .get, "/v1/models/orders/{order}", .scope(.read), "models", "Shows how far the learning of an order is"
    ) { call in
      guard let order = call.text("order").flatMap({ UUID(uuidString: $0) }),
        let work = try await jobs.sharedState(.train, Self.key(of: order))
      else { throw Refusal.notFound("There is no such order, or it was carried out long ago.") }
      let model = work.state == .succeeded ? try await ModelStore(database).made(by: work.id.uuid) : nil
      return .json(.modelOrder(order, work.state, because: work.error, model: model))
    }
    .with {
      $0.parameters = [.path("order", .uuid, "As POST /v1/models has told it")]
      $0.outcomes = [.init(.ok, "Its state, and the model once there is one", Schemas.modelOrder)]
      $0.problems = [(.notFound, "There is no such order")]
    }
  }

  private var useModel: Endpoint {
    Endpoint(
      .post, "/v1/models/{id}/use", .scope(.ops), "models", "Has recommenders use a former model again"
    ) { call in
      let (change, text) = (Change(call, "models.use"), call.text("id") ?? "")
      let isUsed =
        if let id = Int64(text) {
          try await ModelStore(database).use(id) { session in try change.note(text, .object([]), session) }
        } else {
          false
        }
      guard isUsed, let id = Int64(text) else {
        throw Refusal.notFound(
          "There is no such model that may be used: it was refused, or its file is not kept any more.")
      }
      return .json(.modelUse(id))
    }
    .with {
      $0.parameters = [.path("id", .numericID, "The number of a model")]
      $0.outcomes = [
        .init(
          .ok, "It is the one in use",
          .object([.required("model", .numericID), .required("current", .boolean)]))
      ]
      $0.problems = [(.notFound, "There is no such model that may be used")]
    }
  }
}
