import API
import Documents
import HTTP
import Jobs

extension Gateway {
  var runEvents: [Endpoint] {
    [
      Endpoint(
        .get, "/v1/runs/{id}/events", .scope(.read), "runs", "Follows a run, as server-sent events"
      ) { call in try await follow(call) }
      .with {
        $0.notes =
          "Events are called progress, and end for the last one, after which the stream ends; each holds all that "
          + "is known. Who comes back with Last-Event-ID gets what happened since. A comment comes every 15 seconds."
        $0.parameters = [
          Self.runParameter,
          .header(
            "Last-Event-ID", .integer(0...Int.max), "The id of the last event that was got before"),
        ]
        $0.outcomes = [
          .init(
            .ok, "Events; the data of each is a Standing", .string(), type: MediaType.events,
            example: "event: progress\nid: 3\ndata: {\"run\":{},\"stages\":[]}\n\n"),
          .init(.noContent, "The run is over, and its end was got before: do not come back"),
        ]
        $0.problems = [(.notFound, "There is no such run")]
      }
    ]
  }

  private func follow(_ call: Call) async throws -> Answer {
    let id = try Self.run(call)
    guard let standing = try await feed.standing(of: id) else { throw Self.noRun }
    let last = call.number("Last-Event-ID") ?? -1
    if standing.isOver, last >= standing.number { return Answer(.noContent) }
    // At once, whatever there is to tell: a proxy waits for the first byte.
    var greeting = Array(": connected\nretry: 3000\n\n".utf8)
    if standing.number > last { greeting += standing.event }
    guard let events = feed.follow(standing, after: last, greeting: greeting) else {
      throw Refusal(
        .serviceUnavailable, "streams", "Too many follow runs here; ask again in a moment.",
        headers: ["Retry-After": "5"])
    }
    return .response(.events(events, heartbeat: .comment(every: .seconds(15))))
  }
}
