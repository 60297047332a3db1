import API
import Audio
import Content
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Knowledge
import Media
import Models
import Recommending
import Storage

extension Gateway {
  /// Creators that one request may ask lists for.
  static let freshLimit = 50

  private static let tempos = Schema.string(
    1...20, nil, Pattern(.of("0-9", 1...4), .of("0-9.", 0...5), .of("-", 0...1), .of("0-9.", 0...9)))

  private static let wishes: [Parameter] = [
    .query("handle", .array(Schemas.handle, count: 1...Self.freshLimit), "For whom", isRequired: true),
    .query("use", .choice(TrackUse.self), "What it is for; organic unless said"),
    .query(
      "region", .string(2...2, nil, Pattern(.of("A-Z", 2...2))), "Where it is shown; else everywhere"),
    .query(
      "contract", .array(.string(1...200), count: 1...RequestContext.sourceLimit),
      "Only what one of these contracts allows"),
    .query("genre", .choice(Genre.self), "Only music of this genre"),
    .query("mood", .choice(Mood.self), "Only music of this mood"),
    .query("tempo", Self.tempos, "Only music of these tempos, such as 90-120"),
    .query("length", .number(RequestContext.lengths), "Of the video, in seconds"),
    .query(
      "language", .string(2...3, nil, Pattern(.of("a-z", 2...3))),
      "None that only others use than who speaks it"),
    .query("excludeUsed", .boolean, "None that the creator has used before"),
    .query("limit", .integer(RequestContext.counts), "How many tracks at most; 20 unless said"),
  ]

  var fresh: Endpoint {
    Endpoint(
      .get, "/v1/recommendations", .scope(.read), "creators",
      "Lists that are made now, for what is asked for and kept nowhere"
    ) { call in try await freshLists(call) }
    .with {
      $0.notes =
        "Of a big catalogue the tracks that most videos use are looked at, and those that contracts allow. What "
        + "somebody earns by needs a contract that allows just that there and now; a creator's own post may have "
        + "what nothing forbids. What is left out is counted by its first reason."
      $0.parameters =
        Self.wishes + [
          .query(
            "video", .string(1...1_000).example("17"),
            "For this video, which was analysed: its number, or what a platform calls it, such as tiktok:7001"
          ),
          .query("media", Self.mediaName, "For a film or a sound that is kept: POST /v1/media"),
        ]
      $0.outcomes = [
        .init(
          .ok, "A list for each creator, in their order; with \"media\" also what was found in that",
          .object([
            .optional("file", Schemas.lookedAt),
            .required("recommendations", .array(Schemas.list, count: 0...Self.freshLimit)),
          ]))
      ]
      $0.problems = [
        (.notFound, "A creator, the video or the media is not known, or the video was not analysed"),
        (.conflict, "Nothing is kept here"), (.unsupportedMediaType, "The media are no film and no sound"),
      ]
      $0.deadline = .seconds(120)
    }
  }

  private func freshLists(_ call: Call) async throws -> Answer {
    var asked = try Self.context(call)
    let creators = try await knownCreators(call)
    if let file = try await kept("media", call) {
      return try await answer(
        try await desk.look(at: file, for: Self.clipKinds, by: call.caller.key, Self.clip), creators, asked,
        by: call.caller.key)
    }
    asked.video = try await video(call)
    if asked.length == nil, let length = asked.video?.length, RequestContext.lengths.contains(length) {
      asked.length = length
    }
    return .json(["recommendations": .array(try await lists(for: creators, asked, by: call.caller.key))])
  }

  private typealias KnownHandle = (handle: Handle, author: Author.ID)

  /// Those for whom lists are asked; throws where somebody of them is not known.
  private func knownCreators(_ call: Call) async throws -> [KnownHandle] {
    var handles: [Handle] = []
    for text in call.texts("handle") {
      if let handle = try? Handle(text), !handles.contains(handle) { handles.append(handle) }
    }
    let authors = try await TasteStore(database).authors(of: handles.map { InfluencerRequest($0) })
    let unknown = zip(handles, authors).filter { $0.1 == nil }.map { "\($0.0)" }
    guard unknown.isEmpty else {
      throw Refusal.notFound(
        "No creator \(unknown.joined(separator: ", ")) is known; POST /v1/runs has them looked at.")
    }
    return zip(handles, authors).compactMap { handle, author in author.map { (handle, $0) } }
  }

  private func lists(
    for creators: [KnownHandle], _ asked: RequestContext, by key: Int64?
  ) async throws -> [JSONValue] {
    let made = try await listPlaces.withOne(by: key) {
      try await FreshLists(context: asked, database: database).lists(for: creators.map(\.author))
    }
    let segments = try await ListSegments(of: made.values.map(\.found), in: database, length: asked.length)
    return creators.compactMap { handle, author in
      made[author].map { made in
        .list(
          KnownList(
            handle, made.found, fresh: made.facts, segments: segments.segments(of: made.found.list)))
      }
    }
  }

  // MARK: For a file

  /// Of a film or sound that may be brought.
  static let mediaLimit = 128 << 20
  static let uploadTypes = [
    "video/mp4", "video/webm", "video/quicktime", "audio/mpeg", "audio/mp4", "audio/aac", "audio/wav",
    "audio/x-wav", "audio/flac", "audio/ogg", "application/octet-stream",
  ]

  var freshForFile: Endpoint {
    Endpoint(
      .post, "/v1/recommendations", .scope(.read), "creators",
      "The same for a film or a sound that is brought, looked at now and kept nowhere"
    ) { call in try await freshListsForFile(call) }
    .with {
      $0.notes =
        "Of a film is found what is seen and heard in it, of a sound what is heard: genre, mood, tempo and energy, as far "
        + "as they tell. Tracks are then ranked by how they fit that, in place of what the creator's videos have in common; "
        + "where nothing is found, their videos count as ever. Nothing is left out for it: that is what the other "
        + "parameters are for. A film's length is that of the video unless \"length\" says otherwise; a sound's is not. "
        + "Of both the first ten minutes count."
      $0.parameters = Self.wishes
      $0.body = .file(
        Upload(
          "media",
          Self.uploadTypes, "a film or a sound", patience: .seconds(120)), limit: Self.mediaLimit)
      $0.outcomes = [
        .init(
          .ok, "A list for each creator, in their order, and what was found in the file",
          .object([
            .required("file", Schemas.lookedAt),
            .required("recommendations", .array(Schemas.list, count: 0...Self.freshLimit)),
          ]))
      ]
      $0.problems = [(.notFound, "A creator is not known")]
      $0.isQuestion = true
      $0.deadline = .seconds(120)
    }
  }

  private func freshListsForFile(_ call: Call) async throws -> Answer {
    guard let file = call.file else { throw Refusal.invalid([Fault(.body("#"), "there is no file")]) }
    let asked = try Self.context(call)
    // Whom nobody knows costs no look at the film.
    let creators = try await knownCreators(call)
    let clip = try await desk.look(at: file, for: Self.clipKinds, by: call.caller.key, Self.clip)
    return try await answer(clip, creators, asked, by: call.caller.key)
  }

  private static let clipKinds: [MediaKind] = [.sound, .pictures]

  private static func clip(of file: MediaFile, _ decoder: Decoder) async throws -> AnalyzedClip {
    try await decoder.clip(of: file, SoundAnalysis.Settings(limit: UploadDesk.lengthLimit)).clip
  }

  private func answer(
    _ clip: AnalyzedClip, _ creators: [KnownHandle], _ asked: RequestContext, by key: Int64?
  ) async throws -> Answer {
    var asked = asked
    let features = VideoFeatures(of: AnalysableVideo(), clip: clip)
    asked.video = features
    let isFilm = clip.picture?.kind == .film
    if asked.length == nil, isFilm, let length = features.length, RequestContext.lengths.contains(length) {
      asked.length = length
    }
    let lists = try await lists(for: creators, asked, by: key)
    return .json(["file": .lookedAt(clip, features), "recommendations": .array(lists)])
  }

  /// What analysis has found in the video that is asked about.
  private func video(_ call: Call) async throws -> VideoFeatures? {
    guard let text = call.text("video") else { return nil }
    guard let number = try await VideoName(text)?.number(in: database),
      let features = try await database.videoFeatures(of: number)
    else { throw Refusal.notFound("There is no video \(text), or it was not analysed yet.") }
    return features
  }

  private static func context(_ call: Call) throws(Refusal) -> RequestContext {
    var context = RequestContext()
    var faults: [Fault] = []
    if call["video"] != nil, call["media"] != nil {
      faults.append(Fault(.query("media"), "it does not go with \"video\""))
    }
    context.use = call.text("use").flatMap(TrackUse.init) ?? .organic
    if let code = call.text("region") {
      if let territory = Territory(code) {
        context.territory = territory
      } else {
        faults.append(Fault(.query("region"), "there is no such country"))
      }
    }
    if call["contract"] != nil { context.sources = Set(call.texts("contract")) }
    context.genre = call.text("genre").flatMap(Genre.init)
    context.mood = call.text("mood").flatMap(Mood.init)
    context.language = call.text("language")
    context.excludesUsed = call.flag("excludeUsed")
    if case .double(let seconds)? = call["length"] { context.length = seconds }
    context.count = call.number("limit") ?? context.count
    if let text = call.text("tempo") {
      do throws(ContextError) { context.tempo = try RequestContext.tempos(from: text) } catch {
        faults.append(Fault(.query("tempo"), "\(error)"))
      }
    }
    do throws(ContextError) { try context.check() } catch {
      faults.append(Fault(.query("contract"), "\(error)"))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return context
  }
}
