import Documents
import FoundationEssentials
import Jobs
import Knowledge
import Models
import Recommending
import Storage

extension Commands {
  static let recommend = Command(
    name: "recommend",
    summary: "shows the tracks recommended to creators, and why",
    examples: [
      .init(line: "recommend @anna", meaning: "the newest list of one creator"),
      .init(line: "recommend @anna @ben --limit 5", meaning: "the first five tracks of two"),
      .init(line: "recommend @anna --json", meaning: "the same for a program, with contributions"),
      .init(line: "recommend @anna --date 2026-01-31", meaning: "the list of a past day"),
      .init(line: "recommend @anna --commercial --region SE", meaning: "what a company may use in Sweden"),
      .init(line: "recommend @anna --genre jazz --length 15", meaning: "fresh jazz for a video of 15 s"),
      .init(line: "recommend @anna --video clip.mp4", meaning: "what suits a video that is not posted yet"),
    ],
    operands: Creators.operands, options: RecommendRequest.options,
    notes: [
      "Without an option from --fresh on, the list is one that was stored. With any of them it is made",
      "now from the catalogue and stored nowhere: of a big catalogue the tracks that most videos use",
      "are looked at, and those that contracts allow. What a company earns by (branded, commercial,",
      "advertising, off-platform) needs a contract that allows just that there and now (\"hookline",
      "rights\"); a creator's own post may have what nothing forbids. What is left out is counted by its",
      "first reason. Of what nothing is known, a genre, mood or tempo is not what was asked for.",
      "USE is which seconds of a track to use: the hook, from a bar on and as long as the creator's",
      "videos mostly are where the beats of the track are known. JSON has \"segment\" for that, with its",
      "beats and bars in seconds of the video, to cut on; null where the beats are not known.",
      "Of a stored list, also of a past day, what was forbidden or dismissed since is left out and",
      "counted; what a creator has dismissed is in no fresh list either.",
      "Exits with 1 when there is no list for one of them.",
    ]
  ) { invocation, context in
    let handles = try Creators.handles(invocation.operands, invocation)
    let request = try RecommendRequest(invocation)
    let answer: (lists: [KnownList], complaints: [String])
    if let remote = try context.remote() {
      answer = try await RemoteRecommending(remote: remote, handles: handles, request: request).answer()
    } else if case .fresh(let asked, let video) = request.way {
      answer = try await fresh(handles, asked, video, context)
    } else {
      answer = try await stored(handles, request, context)
    }
    show(answer.lists, context.console)
    guard answer.complaints.isEmpty else {
      throw CommandFailure(answer.complaints.joined(separator: "\n"))
    }
    return .done
  }

  private typealias Answer = (lists: [KnownList], complaints: [String])

  // MARK: Lists that were stored

  private static func stored(
    _ handles: [Handle], _ request: RecommendRequest, _ context: Context
  ) async throws -> Answer {
    try await context.withDatabase { database in
      let creators = try await Creators.find(handles, in: database)
      let authors = creators.compactMap { $0.1 }
      let store = RecommendationStore(database)
      let lists = try await store.allowed(try await lists(of: authors, request, store), limit: request.limit)
      let listless = authors.filter { lists[$0] == nil }
      let hidden = try await HiddenCreators.reasons(of: listless, in: database)
      let days = try await nearest(listless, request, store)
      let segments = try await ListSegments(of: lists.values.map(\.found), in: database)
      let reports = creators.compactMap { handle, author in
        author.flatMap { lists[$0] }.map {
          KnownList(
            handle, $0.found, segments: segments.segments(of: $0.found.list), withdrawn: $0.withdrawn,
            dismissed: $0.dismissed)
        }
      }
      let complaints = creators.compactMap { handle, author -> String? in
        guard let author else { return Creators.unknown(handle) }
        return lists[author] == nil ? request.lack(of: handle, hidden[author], nearest: days[author]) : nil
      }
      return (reports, complaints)
    }
  }

  /// What was forbidden since goes before a list is cut to the length that was asked for.
  private static let longest = RequestContext.counts.upperBound

  private static func lists(
    of authors: [Author.ID], _ request: RecommendRequest, _ store: RecommendationStore
  ) async throws -> [Author.ID: RecommendationStore.Found] {
    switch request.way {
    case .run(let run): try await store.newest(of: authors, run: run.uuid, limit: longest)
    case .day(let day): try await store.lists(of: authors, on: day, limit: longest)
    case .newest, .fresh: try await store.newest(of: authors, limit: longest)
    }
  }

  private static func nearest(
    _ authors: [Author.ID], _ request: RecommendRequest, _ store: RecommendationStore
  ) async throws -> [Author.ID: Day] {
    guard case .day(let day) = request.way, !authors.isEmpty else { return [:] }
    return try await store.nearestDays(of: authors, to: day)
  }

  // MARK: Lists that are made now

  private static func fresh(
    _ handles: [Handle], _ asked: RequestContext, _ video: FreshVideo?, _ context: Context
  ) async throws -> Answer {
    let seen = try await video?.seen(context)
    return try await context.withDatabase { database in
      var asked = asked
      asked.video = seen
      if asked.video == nil { asked.video = try await video?.found(in: database) }
      if asked.length == nil, let length = asked.video?.length, RequestContext.lengths.contains(length) {
        asked.length = length
      }
      let creators = try await Creators.find(handles, in: database)
      let authors = creators.compactMap { $0.1 }
      let made =
        authors.isEmpty ? [:] : try await FreshLists(context: asked, database: database).lists(for: authors)
      let segments = try await ListSegments(
        of: made.values.map(\.found), in: database, length: asked.length)
      let reports = creators.compactMap { handle, author in
        author.flatMap { made[$0] }.map {
          KnownList(
            handle, $0.found, fresh: $0.facts, segments: segments.segments(of: $0.found.list))
        }
      }
      return (reports, creators.filter { $0.1 == nil }.map { Creators.unknown($0.0) })
    }
  }

  private static func show(_ lists: [KnownList], _ console: Console) {
    if console.isJSON {
      return console.result(["recommendations": .array(lists.map(JSONValue.list))])
    }
    for (place, list) in lists.enumerated() {
      if place > 0 { console.result("") }
      ListReport(list).show(on: console)
    }
  }
}
