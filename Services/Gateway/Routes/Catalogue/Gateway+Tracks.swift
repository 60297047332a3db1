import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Matching
import Models
import Storage

extension Gateway {
  var tracks: [Endpoint] {
    [findTracks, showTrack, trackBeats, trackHook, trackVariants, trackRights, trackMetrics]
  }

  private var findTracks: Endpoint {
    Endpoint(
      .get, "/v1/tracks", .scope(.read), "tracks", "Finds tracks by words of their titles and artists"
    ) { call in
      let words = try Self.words(call.text("q") ?? "")
      let (found, isCut) = try await IdentityStore(database).find(words, limit: call.number("limit") ?? 20)
      return .json(.tracks(found, isCut: isCut))
    }
    .with {
      $0.notes =
        "What is called just so comes first, then what has all the words, what has words that begin so, and what has "
        + "them within words; of each the most used. Case and accents do not count."
      $0.parameters = [
        .query(
          "q", .string(1...TrackWords.lengthLimit), "Words, at most \(TrackWords.wordLimit)",
          isRequired: true),
        .query("limit", .integer(1...200), "How many at most; 20 unless said"),
      ]
      $0.outcomes = [.init(.ok, "Tracks, the best first", Schemas.foundTracks)]
    }
  }

  private static func words(_ text: String) throws(Refusal) -> [String] {
    do throws(TrackWords.Flaw) { return try TrackWords(text).words } catch {
      throw .invalid([Fault(.query("q"), "\(error)")])
    }
  }

  private var showTrack: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}", .scope(.read), "tracks",
      "Shows a recording: its names, what was heard in it, its versions, its rights"
    ) { call in
      let number = try await TrackRoute(call, in: database).number()
      guard let known = try await KnownRecording(number, in: database) else { throw TrackRoute.missing }
      return .json(.recording(known, at: Date()))
    }
    .with {
      $0.notes =
        "\"sound\" is what the command line prints of a file, with the parts of the piece as \"segments\". "
        + "Tracks that are one recording are \"members\" of it, and have all of this together."
      $0.parameters = [TrackRoute.parameter]
      $0.outcomes = [.init(.ok, "The recording", Schemas.recording)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
    }
  }

  private var trackBeats: Endpoint {
    Endpoint(.get, "/v1/tracks/{id}/beats", .scope(.read), "tracks", "The beats and bars of a track") {
      call in
      let recording = try await TrackRoute(call, in: database).recording()
      switch try await KnownSound(of: recording, in: database) {
      case .heard(let heard): return .json(.beats(heard))
      case .unheard(let reason):
        throw Refusal.notFound("The beats of this track are not known: \(reason).")
      }
    }
    .with {
      $0.parameters = [TrackRoute.parameter]
      $0.outcomes = [.init(.ok, "When they are, in seconds of the track", Schemas.beats)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
    }
  }

  private var trackHook: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/hook", .scope(.read), "tracks",
      "Which seconds of a track to use, and where to cut a film on its beats"
    ) { call in
      let recording = try await TrackRoute(call, in: database).recording()
      guard let known = try await KnownHook(of: recording, length: call["length"]?.double, in: database)
      else {
        let silence = try await KnownSound(of: recording, in: database).silence
        throw Refusal.notFound("This track has no hook: \(silence ?? "nothing in it stands out").")
      }
      return .json(.hook(known))
    }
    .with {
      $0.notes =
        "\"segment\" begins with a bar, and ends with the one that is nearest to the length; its beats are in "
        + "seconds of the film."
      $0.parameters = [
        TrackRoute.parameter,
        .query(
          "length", .number(CutGrid.lengths), "Of the film, in seconds; as long as the hook unless said"),
      ]
      $0.outcomes = [.init(.ok, "The hook", Schemas.knownHook)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
    }
  }

  private var trackVariants: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/variants", .scope(.read), "tracks",
      "Versions of the song that are told from this recording"
    ) { call in
      let number = try await TrackRoute(call, in: database).number()
      guard let shown = try await IdentityStore(database).show(number) else { throw TrackRoute.missing }
      let variants = shown.variants
      let named = Set(variants.flatMap { [$0.link.left, $0.link.right] })
      let members = Dictionary(shown.members.map { ($0.track, $0) }) { $1 }
      return .json(
        .trackVariants(
          variants, of: members.merging(shown.others) { $1 }.filter { named.contains($0.key) }))
    }
    .with {
      $0.notes =
        "Sped-up, slowed, live, remixed and others: the newest first, at most \(IdentityStore.shownLimit)."
      $0.parameters = [TrackRoute.parameter]
      $0.outcomes = [.init(.ok, "The versions, and what they are called", Schemas.variants)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
    }
  }

  private var trackRights: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/rights", .scope(.read), "tracks", "What may be done with a track, and why"
    ) { call in
      let tracks = try await TrackRoute(call, in: database).meant()
      let rights = try await RightsStore(database).rights(of: tracks)
      return .json(.rights(of: tracks.map { ($0, rights[$0] ?? Rights()) }, at: Date()))
    }
    .with {
      $0.notes =
        "\"worldwide\" tells what may be done everywhere now. What forbids wins over what allows; what somebody earns "
        + "by needs a permission, and a creator's own post does not. Of a code that several recordings bear, each is told."
      $0.parameters = [TrackRoute.parameter]
      $0.outcomes = [.init(.ok, "The rights", Schemas.trackRights)]
      $0.problems = [(.notFound, "There is no such track")]
    }
  }

  private var trackMetrics: Endpoint {
    Endpoint(
      .get, "/v1/tracks/{id}/metrics", .scope(.read), "tracks",
      "How many videos use a track over time, as its platform counts them"
    ) { call in
      let question = try SeriesBounds.question(call)
      guard let track = try await TrackRoute(call, in: database).recording().first else {
        throw TrackRoute.missing
      }
      return .json(.metrics(try await MetricStore(database).series(of: .track(track), question)))
    }
    .with {
      $0.notes =
        "Each platform counts for itself: of a recording that several know, each member has numbers of its own. "
        + Self.metricNotes
      $0.parameters = [TrackRoute.parameter] + SeriesBounds.parameters
      $0.outcomes = [.init(.ok, "The numbers, the oldest first", Schemas.trackMetrics)]
      $0.problems = TrackRoute.problems
      $0.isTagged = true
    }
  }
}
