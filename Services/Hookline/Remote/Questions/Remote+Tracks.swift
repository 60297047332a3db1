import API
import Datasets
import Documents
import HTTP
import Knowledge
import Models
import Recommending
import Storage

extension Remote {
  /// So many tracks or trends are told at once.
  private static let trackLimit = 200

  /// Throws for more than a gateway tells at once.
  private func bounded(_ limit: Int, _ what: String) throws(CommandFailure) -> (name: String, value: String) {
    guard limit <= Self.trackLimit else {
      throw CommandFailure(
        "a gateway tells at most \(Self.trackLimit) \(what) at once; --limit \(limit) needs the servers themselves"
      )
    }
    return ("limit", "\(limit)")
  }

  // MARK: What tracks are

  /// A recording by a number or a name; nil when there is none.
  func track(_ name: String) async throws -> ShownTrack? {
    guard let answer = try await find(Question(path: ["v1", "tracks", name])) else { return nil }
    return try read { () throws(DocumentError) in try ShownTrack(answer) }
  }

  /// What every version of the analysis has heard in a track; nil when nothing is called so.
  func hearings(of name: String) async throws -> ToldHearings? {
    guard let answer = try await find(Question(path: ["v1", "tracks", name, "hearings"])) else { return nil }
    return try read { () throws(DocumentError) in try ToldHearings(answer) }
  }

  /// What of a video matters to whoever lays music to it, or why that is nothing; nil when there is no such video.
  func film(_ name: String) async throws -> (video: Video.ID, film: MatchedFilm?, flaw: String?)? {
    guard let answer = try await find(Question(path: ["v1", "videos", name, "film"])) else { return nil }
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (Video.ID(try part.id("video")), try part.maybeRead("film"), try part.maybeText("flaw"))
    }
  }

  func tracks(_ words: String, limit: Int) async throws -> FoundTracks {
    let query = [(name: "q", value: words), try bounded(limit, "tracks")]
    let answer = try await ask(Question(path: ["v1", "tracks"], query: query))
    return try read { () throws(DocumentError) in try FoundTracks(answer) }
  }

  /// Versions of songs that were told from one another, the newest first, with the tracks that they name.
  func variants(limit: Int) async throws -> FoundVariants {
    var (links, tracks): ([ShownLink], [Track.ID: ShownTrack.Member]) = ([], [:])
    var (before, cursor): (String?, String?) = (nil, nil)
    repeat {
      var question = Question(path: ["v1", "tracks", "variants"])
      question.query.append(("limit", "\(min(Self.page, limit - links.count))"))
      if let cursor { question.query.append(("cursor", cursor)) }
      let answer = try await ask(question)
      let page: [ShownLink] = try read { () throws(DocumentError) in
        let part = DocumentPart(answer)
        let members: [ShownTrack.Member] = try part.list("tracks")
        for member in members { tracks[member.track] = member }
        (before, cursor) = (cursor, try part.maybeText("next_cursor"))
        return try part.list("items")
      }
      guard cursor == nil || (cursor != before && !page.isEmpty) else { throw endless }
      links += page.prefix(limit - links.count)
    } while cursor != nil && links.count < limit
    return FoundVariants(links: links, tracks: tracks)
  }

  /// The number that stands for both then, and whether that is new.
  func merge(
    _ first: Track.ID, _ second: Track.ID, note: String?
  ) async throws -> (track: Track.ID, isNew: Bool) {
    let answer = try await state("merge", of: first, [("with", "\(second)"), ("note", note)])
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (Track.ID(try part.id("track")), try part.flag("changed"))
    }
  }

  /// The tracks that it is parted from.
  func split(_ track: Track.ID, from other: Track.ID?, note: String?) async throws -> [Track.ID] {
    let answer = try await state("split", of: track, [("from", other.map { "\($0)" }), ("note", note)])
    return try read { () throws(DocumentError) in
      var parted: [Track.ID] = []
      for part in try DocumentPart(answer).member("parted").elements() {
        parted.append(Track.ID(try part.id()))
      }
      return parted
    }
  }

  private func state(
    _ verb: String, of track: Track.ID, _ members: [(name: String, value: String?)]
  ) async throws -> JSONValue {
    let body = members.compactMap { name, value in value.map { (name, JSONValue.string($0)) } }
    return try await ask(
      Question(method: .post, path: ["v1", "tracks", "\(track)", verb], body: .object(body)))
  }

  // MARK: Trends

  func trends(
    limit: Int, stage: TrendStage?, window: [(name: String, value: String)]
  ) async throws -> KnownTrends {
    var query = window + [try bounded(limit, "trends")]
    if let stage { query.append(("stage", stage.rawValue)) }
    let answer = try await ask(Question(path: ["v1", "trends"], query: query, timeout: .seconds(150)))
    return try read { () throws(DocumentError) in try KnownTrends(answer) }
  }

  /// How one track is used; nil when there is none.
  func trend(of track: String, window: [(name: String, value: String)]) async throws -> KnownTrends? {
    let question = Question(
      path: ["v1", "tracks", track, "trend"], query: window, timeout: .seconds(150))
    guard let answer = try await find(question) else { return nil }
    return try read { () throws(DocumentError) in try KnownTrends(answer) }
  }

  // MARK: Rights

  /// What may be done with all tracks that are called so; nil when there are none.
  func rights(of track: String) async throws -> [ToldRights]? {
    guard let answer = try await find(Question(path: ["v1", "tracks", track, "rights"])) else { return nil }
    return try read { () throws(DocumentError) in try DocumentPart(answer).list("tracks") }
  }

  func rights(statedBy source: String, limit: Int) async throws -> [RightsStore.Entry] {
    try await list(["v1", "rights"], [("source", source)], limit: limit).elements
  }

  /// The largest table that a gateway takes.
  private static let tableLimit = 8 << 20

  /// Takes a table of licences in: what came of it, the columns that say nothing, and the first rows that are wrong.
  func importRights(
    _ path: String, _ terms: RightsImport.Terms
  ) async throws -> (told: ToldRightsImport, strangeColumns: [String], rejected: [ToldRejectedRow]) {
    let file = try UploadFile(path, type: "text/csv", limit: Self.tableLimit)
    guard let first = file.firstByte, ![0x1F, UInt8(ascii: "{")].contains(first) else {
      throw CommandFailure(
        "a gateway takes licences as CSV that is not packed; anything else needs the servers")
    }
    let ways = [("dryRun", terms.isDryRun), ("strict", terms.isStrict), ("partial", terms.isPartial)]
    var question = Question(method: .post, path: ["v1", "rights"], timeout: .seconds(180))
    question.query = ways.filter(\.1).map { (name: $0.0, value: "true") }
    if let source = terms.source { question.query.append(("source", source)) }
    question.file = file
    let answer = try await ask(question)
    return try read { () throws(DocumentError) in
      let part = DocumentPart(answer)
      return (try ToldRightsImport(part), try part.texts("strangeColumns"), try part.list("rejects"))
    }
  }

  func contracts() async throws -> [RightsStore.SourceSummary] {
    try await list(["v1", "rights", "sources"], [], limit: .max).elements
  }
}
