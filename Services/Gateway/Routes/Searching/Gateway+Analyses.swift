import API
import Documents
import HTTP
import Knowledge
import Models
import Storage

/// Analyses as they are kept, for programs that go on with them.
extension Gateway {
  var trackHearings: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/hearings", .scope(.read), "tracks",
      "What each version of the analysis has heard in a track, as it is kept"
    ) { call in
      let number = try await TrackRoute(call, in: database).number()
      let sounds = try await SoundStore(database).sounds(of: number)
      var isKnown = !sounds.isEmpty
      if !isKnown { isKnown = try await IdentityStore(database).show(number) != nil }
      return .json(
        .hearings(
          of: number, isKnown: isKnown,
          try sounds.map { ($0, try JSONReader.read(Array($0.sound.text.utf8))) },
          try await database.missed(number)))
    }
    .with {
      $0.notes =
        "The oldest first. \"sound\" has what that version has heard of, not rounded, and in words of its own: "
        + "GET /v1/tracks/{id} tells the newest in those of the command line. A number of no track is \"known\": false."
      $0.parameters = [TrackRoute.parameter]
      $0.outcomes = [.init(.ok, "What was heard", Schemas.hearings)]
      $0.problems = TrackRoute.problems
    }
  }

  var matchedFilm: Endpoint {
    Endpoint(
      .get, "/v1/videos/{id}/film", .scope(.read), "videos",
      "What of a video matters to whoever lays music to it"
    ) { call in
      guard let number = try await call.text("id").flatMap({ VideoName($0) })?.number(in: database) else {
        throw Refusal.notFound("There is no such video: give its number, or PLATFORM:ID.")
      }
      let video = ("video", JSONValue.string("\(number)"))
      do {
        let film = JSONValue.matchedFilm(try await MatchedFilm(number, in: database))
        return .json(.object([video, ("flaw", .null), ("film", film)]))
      } catch let flaw as MatchedFilm.Flaw {
        return .json(.object([video, ("flaw", .string("\(flaw)")), ("film", .null)]))
      }
    }
    .with {
      $0.notes = "Times are seconds of the film, tempi beats a minute; \"flaw\" says why there is no film."
      $0.parameters = [.path("id", .string(1...1_000).example("17"), "Its number, or PLATFORM:ID")]
      $0.outcomes = [
        .init(.ok, "Its cuts, its tempi, how it feels and how lively it is", Schemas.matchedFilm)
      ]
      $0.problems = [(.notFound, "There is no such video")]
    }
  }
}
