import API
import Documents
import HTTP
import Knowledge
import Models
import Storage

extension Gateway {
  var videos: [Endpoint] { [showVideo, videoMetrics] }

  private static let idParameter = Parameter.path(
    "id", .string(1...1_000), "Its number, or what a platform calls it, such as tiktok:7001")

  private static let noVideo = Refusal.notFound(
    "There is no such video: give its number, or PLATFORM:ID; GET /v1/creators/{handle}/videos lists them.")

  private var showVideo: Endpoint {
    Endpoint(
      .get, "/v1/videos/{id}", .scope(.read), "videos",
      "Shows a video: the post, its counts and its sound, and what analysis found"
    ) { call in
      guard let known = try await KnownVideo(try await video(call), in: database) else {
        throw Self.noVideo
      }
      return .json(.video(known))
    }
    .with {
      $0.notes =
        "\"analysis\" is what the command line prints of a file; it is null where nobody could look at it."
      $0.parameters = [Self.idParameter]
      $0.outcomes = [.init(.ok, "The video", Schemas.video)]
      $0.problems = [(.notFound, "There is no such video")]
      $0.isTagged = true
    }
  }

  private var videoMetrics: Endpoint {
    Endpoint(
      .get, "/v1/videos/{id}/metrics", .scope(.read), "videos",
      "Plays, likes and the other counts of a video over time, and how they grow"
    ) { call in
      let question = try SeriesBounds.question(call)
      let id = try await video(call)
      return .json(.metrics(try await MetricStore(database).series(of: .video(id), question)))
    }
    .with {
      $0.notes = Self.metricNotes
      $0.parameters = [Self.idParameter] + SeriesBounds.parameters
      $0.outcomes = [.init(.ok, "The numbers, the oldest first", Schemas.videoMetrics)]
      $0.problems = [(.notFound, "There is no such video")]
      $0.isTagged = true
    }
  }

  private func video(_ call: Call) async throws -> Video.ID {
    guard let name = call.text("id").flatMap({ VideoName($0) }),
      let id = try await name.number(in: database)
    else { throw Self.noVideo }
    return id
  }
}
