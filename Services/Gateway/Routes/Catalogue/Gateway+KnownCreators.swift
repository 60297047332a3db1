import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Models
import Storage

extension Gateway {
  /// What is known of creators, beside what is recommended to them.
  var knownCreators: [Endpoint] { [listCreators, showCreator, listPosts, creatorMetrics] }

  private static let prefix = Schema.string(
    1...25, nil, Pattern(.of("@", 0...1), .of("A-Za-z0-9_.", 1...24)))

  static let handleParameter = Parameter.path("handle", Schemas.handle, "Their name on TikTok")
  static let noCreator = Refusal.notFound("No such creator is known; POST /v1/runs has them looked at.")

  private var listCreators: Endpoint {
    Endpoint(.get, "/v1/creators", .scope(.read), "creators", "Lists the creators who are known") { call in
      let order = call.text("order").flatMap(CreatorList.Order.init) ?? .seen
      let prefix = call.text("q").map { $0.drop { $0 == "@" }.lowercased() }
      let turn = try PageTurn(call)
      let (after, before) = try turn.places(of: 2) { place throws(Refusal) in try Self.place(place, order) }
      let found = try await CreatorList(database).creators(
        named: prefix, by: order, after: after, before: before, limit: turn.count)
      return turn.answer(found, at: { Self.text($0.place, order) }) { .listedCreator($0) }
    }
    .with {
      $0.notes = "Who is looked at while pages are turned moves to the front of a list by sight."
      $0.parameters =
        [
          .query("q", Self.prefix, "Only those whose handle begins so"),
          .query(
            "order", .choice(CreatorList.Order.self),
            "Whom a source spoke of last first, or who has most followers; seen unless said"),
        ] + Paging.parameters
      $0.outcomes = [
        .init(.ok, "Creators", Paging.schema(Schemas.listedCreator), headers: Paging.headers)
      ]
    }
  }

  private static func place(
    _ place: CursorPlace, _ order: CreatorList.Order
  ) throws(Refusal) -> CreatorList.Place {
    let id = Author.ID(try place.number(1))
    switch order {
    case .seen: return CreatorList.Place(seenAt: try place.moment(0), followers: nil, id: id)
    case .followers:
      let followers = place.isNone(0) ? nil : try place.number(0)
      return CreatorList.Place(seenAt: .distantPast, followers: followers, id: id)
    }
  }

  private static func text(_ place: CreatorList.Place, _ order: CreatorList.Order) -> String {
    let first = order == .seen ? CursorPlace.text(place.seenAt) : place.followers.map { "\($0)" }
    return CursorPlace.text(first, "\(place.id)")
  }

  private var showCreator: Endpoint {
    Endpoint(
      .get, "/v1/creators/{handle}", .scope(.read), "creators",
      "Shows a creator: profile, habits, taste, what works, sounds"
    ) { call in
      let (handle, author) = try await creator(call)
      guard let known = try await KnownCreator(author, askedForAs: handle, in: database) else {
        throw Self.noCreator
      }
      return .json(.creator(known))
    }
    .with {
      $0.notes =
        "What works compares the engagement of posts of one kind with that of the creator's other posts of the "
        + "same time. Of very many posts the newest are looked at. A handle that changed hands is whose it is now."
      $0.parameters = [Self.handleParameter]
      $0.outcomes = [.init(.ok, "The creator", Schemas.creator)]
      $0.problems = [(.notFound, "No such creator is known")]
      $0.isTagged = true
    }
  }

  private var listPosts: Endpoint {
    Endpoint(
      .get, "/v1/creators/{handle}/videos", .scope(.read), "creators",
      "Lists the videos of a creator, the newest first"
    ) { call in
      let (_, author) = try await creator(call)
      let turn = try PageTurn(call)
      let (after, before) = try turn.places(of: 2) { place throws(Refusal) in
        PostStore.Place(
          postedAt: place.isNone(0) ? nil : try place.moment(0), id: Video.ID(try place.number(1)))
      }
      let found = try await PostStore(database).posts(
        of: author, after: after, before: before, limit: turn.count)
      return turn.answer(
        found, at: { CursorPlace.text($0.postedAt.map { CursorPlace.text($0) }, "\($0.id)") }
      ) { .post($0) }
    }
    .with {
      $0.notes = "Those of which nobody says when they were posted come last."
      $0.parameters = [Self.handleParameter] + Paging.parameters
      $0.outcomes = [
        .init(.ok, "Videos", Paging.schema(Schemas.post), headers: Paging.headers)
      ]
      $0.problems = [(.notFound, "No such creator is known")]
    }
  }

  private var creatorMetrics: Endpoint {
    Endpoint(
      .get, "/v1/creators/{handle}/metrics", .scope(.read), "creators",
      "Followers, likes and videos of a creator over time, and how they grow"
    ) { call in
      let question = try SeriesBounds.question(call)
      let (_, author) = try await creator(call)
      return .json(.metrics(try await MetricStore(database).series(of: .author(author), question)))
    }
    .with {
      $0.notes = Self.metricNotes
      $0.parameters = [Self.handleParameter] + SeriesBounds.parameters
      $0.outcomes = [.init(.ok, "The numbers, the oldest first", Schemas.creatorMetrics)]
      $0.problems = [(.notFound, "No such creator is known")]
      $0.isTagged = true
    }
  }

  static let metricNotes =
    "Where \"cut\" is true there are older points: ask again with \"to\" as the moment of the first. A point that "
    + "stands for a longer time has the last numbers of it, and begins at its moment. Growth is that of the points "
    + "answered; a week's needs two that are a day or more apart, of the last four weeks."

  /// Whom a path names.
  private func creator(_ call: Call) async throws -> (Handle, Author.ID) {
    guard let handle = call.text("handle").flatMap({ try? Handle($0) }),
      let author = try await TasteStore(database).authors(of: [InfluencerRequest(handle)]).first ?? nil
    else { throw Self.noCreator }
    return (handle, author)
  }
}
