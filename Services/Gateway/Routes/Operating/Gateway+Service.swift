import API
import Documents
import HTTP
import Messaging
import Models
import Synchronization
import Telemetry

/// What the interface says of itself; written once, when all of it is known.
final class DocumentShelf: Sendable {
  struct Documents: Sendable {
    var openAPI: [UInt8] = []
    var asyncAPI: [UInt8] = []
    var page: [UInt8] = []
  }

  private let documents = Mutex(Documents())

  var all: Documents { documents.withLock { $0 } }

  func fill(_ interface: Interface, _ messages: AsyncAPIDocument) {
    let filled = Documents(
      openAPI: interface.openAPI.bytes, asyncAPI: messages.document.bytes,
      page: Array(interface.page(styledBy: "/docs.css").utf8))
    documents.withLock { $0 = filled }
  }
}

extension Gateway {
  /// What everybody may ask for.
  func service(_ shelf: DocumentShelf) -> [Endpoint] {
    let probes = OpsEndpoint.router(health, Metrics())
    func probe(_ path: String, _ summary: String) -> Endpoint {
      Endpoint(.get, path, .open, "service", summary) { call in
        .response(await probes.respond(to: call.request))
      }
      .with {
        $0.outcomes = [
          .init(.ok, "It is", Schemas.health), .init(.serviceUnavailable, "It is not", Schemas.health),
        ]
      }
    }
    func document(
      _ path: String, _ type: String, _ summary: String,
      _ bytes: @escaping @Sendable (DocumentShelf.Documents) -> [UInt8]
    ) -> Endpoint {
      Endpoint(.get, path, .open, "service", summary) { _ in
        Answer(
          headers: ["Content-Security-Policy": Interface.pagePolicy, "Cache-Control": "no-cache"],
          body: .bytes(type, bytes(shelf.all)))
      }
      .with {
        $0.outcomes = [
          .init(.ok, summary, type == MediaType.json ? .object([], rest: .anything) : .string(), type: type)
        ]
        $0.isTagged = true
      }
    }
    return [
      probe("/healthz", "Whether this process lives"), probe("/livez", "The same, as Kubernetes calls it"),
      probe("/readyz", "Whether this process can do its work"),
      document("/openapi.json", MediaType.json, "This interface as OpenAPI 3.1", \.openAPI),
      document("/asyncapi.json", MediaType.json, "What goes through the broker as AsyncAPI 3.0", \.asyncAPI),
      document("/docs", MediaType.html, "This interface as a page for people", \.page),
      document("/docs.css", "text/css", "How that page looks") { _ in Array(Interface.stylesheet.utf8) },
    ]
  }

  static var messages: AsyncAPIDocument {
    AsyncAPIDocument(
      title: "Hookline", version: Release.version,
      [
        .init(
          "requests", exchange: (name: BrokerName.jobs, kind: "direct"),
          keys: [JobLane.norm, .high, .bulk].map { BrokerName.queue(.ingest, $0) }, .othersSend,
          "Asks for recommendations for a creator; message_id makes what is sent twice one request",
          message: InfluencerRequest.type,
          schema: .object(
            [
              .required("handle", Schemas.handle), .optional("platform", .choice([Platform.tiktok.rawValue])),
            ],
            rest: .anything),
          example: ["handle": "@anna", "platform": "tiktok"]),
        .init(
          "run.completed", exchange: (name: BrokerName.events, kind: "topic"), keys: ["run.completed"],
          .othersReceive, "A run is over", message: "run.completed",
          schema: .object(
            [
              .required("run", .uuid), .required("kind", .string()), .required("subject", .string()),
              .required("generation", .integer(1...Int.max)),
              .required("state", .choice(["complete", "partial", "failed", "cancelled", "expired"])),
              .required("tasks", .count), .required("failed", .count),
            ], rest: .anything),
          example: [
            "run": "0190a7c4-2f5e-7aaa-8bbb-0123456789ab", "kind": "influencer", "subject": "tiktok:anna",
            "generation": 1, "state": "complete", "tasks": 42, "failed": 0,
          ]),
      ])
  }
}
