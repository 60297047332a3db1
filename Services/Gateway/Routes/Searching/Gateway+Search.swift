import API
import Documents
import FoundationEssentials
import HTTP
import Knowledge
import Media
import Models
import Search
import Vision

extension Gateway {
  var search: [Endpoint] { [searchWords, searchPicture] }

  private static let moment = Schema.string(2...40).example("30d")

  private var searchWords: Endpoint {
    Endpoint(.get, "/v1/search", .scope(.read), "search", "Finds videos by what they say") { call in
      if let found = try await otherwise(call) { return found }
      return try await videos(call)
    }
    .with {
      $0.notes =
        "Words are looked for in any spelling, with typing errors and within hashtags; \"a phrase\", -unwanted, #tag "
        + "and @author may stand among them. What has the words just so comes first, then what has all of them, then "
        + "some. Copies of a video are one. Without words the filters list the newest. "
        + Self.otherNotes
      $0.parameters = [
        .query("q", .string(0...Question.lengthLimit), "What to look for"),
        .query("author", .string(1...200), "Only of this creator"),
        .query("hashtag", .string(1...200), "Only with this hashtag"),
        .query("since", Self.moment, "Only posted from this day or moment on; 30d is so long ago"),
        .query("until", Self.moment, "Only posted before this day or moment"),
        .query(
          "language", .string(2...3, nil, Pattern(.of("a-z", 2...3))), "Only in this language, such as es"),
        .query("genre", .choice(Genre.self), "Only of this genre first of all"),
        .query("mood", .choice(Mood.self), "Only of this mood first of all"),
        .query("limit", .integer(1...VideoSearch.limit), "How many at most; 20 unless said"),
        Paging.cursor,
      ]
      $0.parameters += Self.otherWays
      $0.outcomes = [
        .init(
          .ok,
          "Videos, the best first; by \"like\" FoundCopies, by \"meaning\" MeantVideos, by \"media\" FoundFrames",
          .either([
            Schemas.foundVideos, Schemas.foundCopies, Schemas.meantVideos, Schemas.foundFrames,
          ]), headers: Paging.headers)
      ]
      $0.problems = [
        (.notFound, "There is no such video, nothing that it could be compared with, or no such media"),
        (.conflict, "Nothing is kept here"), (.unsupportedMediaType, "The media are no picture and no film"),
      ]
      $0.deadline = .seconds(60)
    }
  }

  private func videos(_ call: Call) async throws -> Answer {
    var faults: [Fault] = []
    var question: Question?
    do throws(SearchError) { question = try Question(call.text("q") ?? "") } catch {
      faults.append(Fault(.query("q"), error.message))
    }
    let restriction = Self.restriction(call, &faults)
    if let question, !question.isAboutSomething, restriction.isEmpty, faults.isEmpty {
      let words =
        question.isEmpty ? "nothing is looked for" : "only what is not wanted is said"
      faults.append(Fault(.query("q"), words + "; say a word, a #tag or an @author, or use a filter"))
    }
    guard let question, faults.isEmpty else { throw Refusal.invalid(faults) }
    let cursor = call.text("cursor")
    let mark = cursor.flatMap { PageMark($0) }
    guard cursor == nil || mark != nil else { throw PageCursor.unknown }
    let found = try await VideoSearch(database).videos(
      question, restriction, after: mark, limit: call.number("limit") ?? 20)
    // The mark is the cursor: the command line asks for the next page by the same text.
    return .json(.foundVideos(found), headers: Paging.link(next: found.next.map { "\($0)" }, call))
  }

  static func restriction(_ call: Call, _ faults: inout [Fault]) -> Restriction {
    var restriction = Restriction()
    if let author = call.text("author"), !restriction.setAuthor(author) {
      faults.append(Fault(.query("author"), "it is no name of a creator"))
    }
    if let tag = call.text("hashtag"), !restriction.setHashtag(tag) {
      faults.append(Fault(.query("hashtag"), "it is no hashtag"))
    }
    let now = Date()
    func moment(_ name: String) -> Date? {
      guard let text = call.text(name) else { return nil }
      let moment = Restriction.moment(text, now: now)
      if moment == nil {
        faults.append(
          Fault(.query(name), "expected a day such as 2026-01-31, a moment, or how long ago: 30d"))
      }
      return moment
    }
    restriction.since = moment("since")
    restriction.until = moment("until")
    restriction.language = call.text("language")
    restriction.genre = call.text("genre")
    restriction.mood = call.text("mood")
    return restriction
  }

  // MARK: By a picture

  /// Of what may be brought to look for.
  static let pictureLimit = 32 << 20

  private var searchPicture: Endpoint {
    Endpoint(.post, "/v1/search", .scope(.read), "search", "Finds videos by what they show") { call in
      try await frames(call)
    }
    .with {
      $0.notes =
        "The picture is a still, or what a short film shows at a moment. Videos are found that show it, mirrored, "
        + "cropped of black bars or coded anew; what they show is read at most a minute ago. Nothing is changed, and "
        + "what is brought is not kept."
      $0.parameters = [
        .query(
          "at", .number(SoughtPicture.moments), "Which second of a film is meant; its beginning unless said"),
        .query("limit", .integer(1...VideoSearch.limit), "How many at most; 20 unless said"),
      ]
      $0.body = .file(
        Upload(
          "picture",
          [
            "image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4", "video/webm",
            "video/quicktime",
            "application/octet-stream",
          ], "a picture, or a short film"), limit: Self.pictureLimit)
      $0.outcomes = [.init(.ok, "Videos, the most alike first", Schemas.foundFrames)]
      $0.isQuestion = true
      $0.deadline = .seconds(60)
    }
  }

  private func frames(_ call: Call) async throws -> Answer {
    guard let file = call.file else { throw Refusal.invalid([Fault(.body("#"), "there is no file")]) }
    let second = call["at"]?.double ?? 0
    let key = call.caller.key
    let picture = try await desk.look(at: file, for: [.image, .pictures], by: key) { file, decoder in
      try await SoughtPicture(in: file, at: second, decoder)
    }
    return try await frames(like: picture, limit: call.number("limit") ?? 20, .body("#"))
  }

  /// `place` is where the picture stands in the request.
  func frames(like picture: SoughtPicture, limit: Int, _ place: Fault.Place) async throws -> Answer {
    let telling: [FrameDescriptor]
    do throws(SearchError) { telling = try PictureSearch.telling(picture.descriptors) } catch {
      throw Refusal.invalid([Fault(place, error.message)])
    }
    do {
      let loaded = try await shelf.loaded()
      let found = try await PictureSearch(database, memoryLimit: 0).frames(
        like: telling, limit: limit, in: loaded)
      return .json(.foundFrames(found, in: SearchedFrames(loaded)))
    } catch let error as SearchError where error.code == .tooLarge {
      throw Refusal(
        .serviceUnavailable, "memory", "There are more pictures than this gateway may hold in memory.")
    }
  }
}
