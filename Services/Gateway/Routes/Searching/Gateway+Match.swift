import API
import Audio
import Documents
import HTTP
import Knowledge
import Matching
import Media
import Models
import Storage

/// How tracks go with a film, each of them one of ours or brought.
extension Gateway {
  var matching: [Endpoint] { [matchKnown, matchFiles] }

  /// Tracks that one request may name.
  private static let trackLimit = 20

  private static let sides: [Parameter] = [
    .query(
      "video", .string(1...1_000).example("17"),
      "A film of ours: its number, or what a platform calls it, such as tiktok:7001"),
    .query("track", .array(TrackRoute.schema, count: 1...Self.trackLimit), "Tracks of ours"),
  ]

  private static let matchNotes =
    "Looked for is where in the track the film has to begin for its cuts to come on beats, at the hook first. It is told "
    + "only where cuts that were moved about at random come as near to beats in less than one of a hundred cases. The score "
    + "is the sum of what is listed; its weights were chosen and not fitted: it orders tracks, and means nothing beyond that. "
    + "What is ours has to have been analysed; tracks of which nothing is known are told in \"silent\" and do not fail the others."

  private static let matched = Endpoint.Outcome(
    .ok, "How each track goes with the film, the best first", Schemas.matches)

  private static let matchProblems: [(status: Status, summary: String)] = [
    (.notFound, "There is no such video or media, or nobody has looked at it")
  ]

  private var matchKnown: Endpoint {
    Endpoint(
      .get, "/v1/match", .scope(.read), "tracks",
      "How tracks go with a film, and which seconds of them to use"
    ) { call in
      let isFilmKept = call["film"] != nil
      var faults: [Fault] = []
      if call["video"] == nil, !isFilmKept {
        faults.append(
          Fault(.query("video"), "there is no film: name one here or in \"film\"; POST takes one"))
      }
      if call["video"] != nil, isFilmKept {
        faults.append(Fault(.query("film"), "it does not go with \"video\""))
      }
      if call["track"] == nil, call["sound"] == nil {
        faults.append(
          Fault(.query("track"), "there is no track: name some here or one in \"sound\"; POST takes one"))
      }
      guard faults.isEmpty else { throw Refusal.invalid(faults) }
      return try await match(
        call, film: try await kept("film", call).map(Brought.kept),
        sound: try await kept("sound", call).map(Brought.kept))
    }
    .with {
      $0.notes = Self.matchNotes
      $0.parameters =
        Self.sides + [
          .query("film", Self.mediaName, "A film that is kept, instead of \"video\": POST /v1/media"),
          .query("sound", Self.mediaName, "A sound that is kept, as a track beside those of ours"),
        ]
      $0.outcomes = [Self.matched]
      $0.problems =
        Self.matchProblems + [
          (.conflict, "Nothing is kept here"), (.unsupportedMediaType, "The media are no film or no sound"),
        ]
      $0.deadline = .seconds(200)
    }
  }

  private var matchFiles: Endpoint {
    Endpoint(
      .post, "/v1/match", .scope(.read), "tracks",
      "The same for a film or a sound that is brought, or both, looked at now and kept nowhere"
    ) { call in try await matchBrought(call) }
    .with {
      $0.notes =
        Self.matchNotes
        + " A form may have a film in \"film\" and a sound in \"sound\". A body that is a file by itself is the film, or, "
        + "where \"video\" names one of ours, the sound. Of both the first ten minutes count."
      $0.parameters = Self.sides
      $0.body = .file(
        Upload(
          "film",
          Self.uploadTypes, "a film or a sound", others: ["sound"], patience: .seconds(120)),
        limit: Self.mediaLimit)
      $0.outcomes = [Self.matched]
      $0.problems = Self.matchProblems
      $0.isQuestion = true
      $0.deadline = .seconds(200)
    }
  }

  private func matchBrought(_ call: Call) async throws -> Answer {
    let isForm = call.request.headers["Content-Type"]?.lowercased().hasPrefix(MediaType.form) ?? false
    let isSound = !isForm && call["video"] != nil
    let film = isSound ? nil : call.file
    let sound = isSound ? call.file : call.otherFiles["sound"]
    var faults: [Fault] = []
    if film != nil, call["video"] != nil {
      faults.append(Fault(.query("video"), "a film was brought, too: which of both is meant?"))
    }
    if film == nil, call["video"] == nil {
      faults.append(Fault(.form("film"), "there is no film: bring one, or name one of ours in \"video\""))
    }
    if sound == nil, call["track"] == nil {
      faults.append(
        Fault(.query("track"), "there is no track: name some of ours, or bring a sound in \"sound\""))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return try await match(call, film: film.map(Brought.file), sound: sound.map(Brought.file))
  }

  /// What somebody has brought, now or before.
  private enum Brought {
    case file(UploadedFile)
    case kept(StoredFile)
  }

  private func look<Value: Sendable>(
    at brought: Brought, for wanted: MediaKind, _ call: Call,
    _ body: (MediaFile, Decoder) async throws -> Value
  ) async throws -> Value {
    switch brought {
    case .file(let file): try await desk.look(at: file, for: [wanted], by: call.caller.key, body)
    case .kept(let file): try await desk.look(at: file, for: [wanted], by: call.caller.key, body)
    }
  }

  private func match(_ call: Call, film: Brought?, sound: Brought?) async throws -> Answer {
    try await matchPlaces.withOne(by: call.caller.key) { try await matched(call, film: film, sound: sound) }
  }

  private func matched(_ call: Call, film: Brought?, sound: Brought?) async throws -> Answer {
    // What is not known costs no look at a file.
    let (known, silent) = try await tracks(call.texts("track"))
    guard film == nil || sound != nil || !known.isEmpty else {
      return .json(["matches": [], "silent": .array(silent)])
    }
    let matched: MatchedFilm
    do {
      if let film {
        matched = try await look(at: film, call)
      } else {
        matched = try await MatchedFilm(try await video(of: call), in: database)
      }
    } catch let flaw as MatchedFilm.Flaw { throw Self.refusal(flaw, isBrought: film != nil) }
    var pairings: [Pairing] = []
    for track in known {
      pairings.append(try await pairingDesk.pairing { Pairing(track.name, matched, track.sound) })
    }
    if let sound {
      let heard = try await look(at: sound, for: .sound, call) { file, decoder in
        try await decoder.followed(
          file, SoundAnalysis.Settings(hookLength: matched.hookLength, limit: UploadDesk.lengthLimit))
      }
      pairings.append(
        try await pairingDesk.pairing { Pairing("sound", matched, heard.sound, heard.course) })
    }
    let documents = pairings.sorted(by: Pairing.precedes).enumerated().map { place, pairing in
      JSONValue.match(
        pairing.match, rank: place + 1, of: pairing.name, with: matched.name, remark: pairing.remark,
        videoLack: matched.lack)
    }
    return .json(["matches": .array(documents), "silent": .array(silent)])
  }

  private func look(at film: Brought, _ call: Call) async throws -> MatchedFilm {
    let clip = try await look(at: film, for: .pictures, call) { file, decoder in
      try await decoder.clip(of: file, SoundAnalysis.Settings(limit: UploadDesk.lengthLimit)).clip
    }
    return try MatchedFilm(name: "film", clip: clip)
  }

  private func video(of call: Call) async throws -> Video.ID {
    guard let name = call.text("video").flatMap({ VideoName($0) }),
      let number = try await name.number(in: database)
    else { throw Refusal.notFound("There is no such video.") }
    return number
  }

  private typealias HeardTrack = (name: String, sound: AnalyzedSound)

  /// Those of which something was heard, each once, and why nothing is known of the others.
  private func tracks(_ texts: [String]) async throws -> (known: [HeardTrack], silent: [JSONValue]) {
    var (known, silent): ([HeardTrack], [JSONValue]) = ([], [])
    for (place, text) in texts.enumerated() where !texts[..<place].contains(text) {
      do {
        let recording = try await TrackRoute(text, in: database).recording()
        switch try await KnownSound(of: recording, in: database) {
        case .heard(let heard): known.append(("track \(recording[0])", heard.sound))
        case .unheard(let reason): silent.append(["track": .string(text), "reason": .string(reason)])
        }
      } catch let refusal as Refusal {
        silent.append(["track": .string(text), "reason": .string(refusal.detail)])
      }
    }
    return (known, silent)
  }

  private static func refusal(_ flaw: MatchedFilm.Flaw, isBrought: Bool) -> Refusal {
    let words = "\(flaw)"
    return isBrought
      ? Refusal(
        .unprocessableContent, "media", "No music can be laid to this film: \(words).",
        faults: [Fault(.form("film"), words)])
      : .notFound("No music can be laid to this video: \(words).")
  }
}
