import API
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Knowledge
import Models
import Recommending
import Storage

extension Gateway {
  /// Creators that one request may ask lists for.
  static let freshLimit = 50

  private static let tempos = Schema.string(
    1...20, nil, Pattern(.of("0-9", 1...4), .of("0-9.", 0...5), .of("-", 0...1), .of("0-9.", 0...9)))

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
      $0.parameters = [
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
        .query("video", .numericID, "For this video, which was analysed"),
        .query("limit", .integer(RequestContext.counts), "How many tracks at most; 20 unless said"),
      ]
      $0.outcomes = [
        .init(
          .ok, "A list for each creator, in their order",
          .object([.required("recommendations", .array(Schemas.list, count: 0...Self.freshLimit))]))
      ]
      $0.problems = [(.notFound, "A creator or the video is not known, or the video was not analysed")]
      $0.deadline = .seconds(60)
    }
  }

  private func freshLists(_ call: Call) async throws -> Answer {
    var handles: [Handle] = []
    for text in call.texts("handle") {
      if let handle = try? Handle(text), !handles.contains(handle) { handles.append(handle) }
    }
    var asked = try Self.context(call)
    asked.video = try await video(call)
    if asked.length == nil, let length = asked.video?.length, RequestContext.lengths.contains(length) {
      asked.length = length
    }
    let authors = try await TasteStore(database).authors(of: handles.map { InfluencerRequest($0) })
    let unknown = zip(handles, authors).filter { $0.1 == nil }.map { "\($0.0)" }
    guard unknown.isEmpty else {
      throw Refusal.notFound(
        "No creator \(unknown.joined(separator: ", ")) is known; POST /v1/runs has them looked at.")
    }
    let made = try await FreshLists(context: asked, database: database).lists(for: authors.compactMap { $0 })
    let segments = try await ListSegments(of: made.values.map(\.found), in: database, length: asked.length)
    let lists = zip(handles, authors).compactMap { handle, author in
      author.flatMap { made[$0] }.map { made in
        JSONValue.list(
          KnownList(
            handle, made.found, fresh: made.facts, segments: segments.segments(of: made.found.list)))
      }
    }
    return .json(["recommendations": .array(lists)])
  }

  /// What analysis has found in the video that is asked about.
  private func video(_ call: Call) async throws -> VideoFeatures? {
    guard let number = call.text("video") else { return nil }
    guard let id = Int64(number), let features = try await database.videoFeatures(of: Video.ID(id)) else {
      throw Refusal.notFound("There is no video \(number), or it was not analysed yet.")
    }
    return features
  }

  private static func context(_ call: Call) throws(Refusal) -> RequestContext {
    var context = RequestContext()
    var faults: [Fault] = []
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
