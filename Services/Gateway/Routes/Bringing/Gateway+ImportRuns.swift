import API
import Documents
import HTTP
import Jobs
import Messaging
import Models
import Sources
import Storage

/// Runs of ingest that no creator asked for.
extension Gateway {
  var importRuns: [Endpoint] { [importListing, importCatalogue] }

  private static let lane = Schema.Property.optional(
    "lane", .choice(JobLane.self).described("How soon it is done; norm unless said"))

  private static let begunRun = Endpoint.Outcome(
    .accepted, "Accepted: it is written down and will be done",
    .object([
      .required("run", .uuid),
      .required("isMerged", .boolean.described("Whether one was under way already, which stands for this")),
    ]), headers: [(name: "Idempotency-Replayed", summary: "This is the answer of the first request")])

  private var importListing: Endpoint {
    Endpoint(
      .post, "/v1/imports/listing", .scope(.submit), "imports",
      "Lets ingest take in posts by hashtag, sound, creator or words"
    ) { call in
      let request = try Self.listing(call)
      return try await begin(ListingRequest.runKind, request.subject, request, call)
    }
    .with {
      $0.notes =
        "The sounds that the posts use are analysed; what the posts are like, when their creators are asked for. The sources "
        + "are the workers'."
      $0.body = .json(
        .object([
          .required(
            "listing",
            .string(1...200).described("#TAG, sound:ID, @HANDLE, or words to look for").example("#dance")),
          .optional(
            "source", .string(1...100).described("To ask; else the first that lists such posts")),
          .optional(
            "limit",
            .integer(ListingRequest.limits).described("How many posts at most; 500 unless said")),
          Self.lane,
        ]), examples: [["listing": "#dance", "limit": 200], ["listing": "sound:7016547803243022337"]])
      $0.outcomes = [Self.begunRun]
      $0.isOnce = true
    }
  }

  private var importCatalogue: Endpoint {
    Endpoint(
      .post, "/v1/imports/catalogue", .scope(.submit), "imports",
      "Lets ingest take in the tracks of its folder of scrapes, or look up at Spotify those that are known"
    ) { call in
      let request = CatalogueRequest(call.member("catalogue")?.stringValue ?? "")
      return try await begin(CatalogueRequest.runKind, request.subject, request, call)
    }
    .with {
      $0.notes =
        "The folder is the workers' (HOOKLINE_SCRAPE_DIR). At Spotify released tracks are looked up that were not yet; what was "
        + "not found is looked up again after three months."
      $0.body = .json(
        .object([.required("catalogue", .choice(["scrapes", "spotify"])), Self.lane]),
        examples: [["catalogue": "spotify", "lane": "bulk"]])
      $0.outcomes = [Self.begunRun]
      $0.isOnce = true
    }
  }

  private static func listing(_ call: Call) throws -> ListingRequest {
    let name = call.member("source")?.stringValue?.lowercased()
    let subject: ListingSubject
    do { subject = try ListingSubject(call.member("listing")?.stringValue ?? "") } catch {
      throw Refusal.invalid([Fault(.body("#/listing"), "it cannot be listed: \(error)")])
    }
    let able = KnownSources.names(with: subject.ability)
    if let name, !able.contains(name) {
      throw Refusal.invalid([
        Fault(.body("#/source"), "it does not list \(subject); \(able.joined(separator: " and ")) can")
      ])
    }
    return ListingRequest(subject.text, source: name, limit: call.member("limit")?.wholeNumber ?? 500)
  }

  private func begin(
    _ kind: String, _ subject: String, _ request: some Encodable & Sendable, _ call: Call
  ) async throws -> Answer {
    let lane = call.member("lane")?.stringValue.flatMap(JobLane.init) ?? .norm
    let work = Enqueuement(
      .ingest, runKind: kind, subject: subject, lane: lane, payload: try JSON(encoding: request))
    let change = Change(call, "runs.create")
    let begun = try await producer.enqueue([work]) { session, begun in
      try change.note(
        begun.first.map { "\($0.run)" }, ["kind": .string(kind), "subject": .string(subject)],
        answer: Self.answer(begun), session)
    }
    return Self.answer(begun)
  }

  private static func answer(_ begun: [Enqueued]) -> Answer {
    .json(
      ["run": JSONValue(begun.first?.run), "isMerged": .bool(begun.first?.isMerged ?? false)],
      status: .accepted)
  }
}
