import API
import Documents
import FoundationEssentials
import Models
import Storage

/// What a request says of recommendations, each with why it cannot be true, if so.
struct FeedbackSieve {
  struct Reason: Error, Sendable, Equatable {
    let text: String
  }

  /// In the order in which it was said.
  let results: [Result<Feedback, Reason>]
  private let creators: [(handle: Handle, author: Author.ID)]

  /// Clocks differ by that much.
  private static let haste = 600.0
  /// Nobody recommended anything before.
  private static let beginning = Date(timeIntervalSince1970: 1_262_304_000)

  /// What is said has the shape that it should have.
  init(_ said: [JSONValue], in database: any Database, now: Date = Date()) async throws {
    let raw = said.map { Raw($0, now) }
    let handles = Array(Set(raw.compactMap(\.handle)))
    let authors = try await TasteStore(database).authors(of: handles.map { InfluencerRequest($0) })
    let known = Dictionary(zip(handles, authors).map { ($0, $1) }) { first, _ in first }
    creators = zip(handles, authors).compactMap { handle, author in author.map { (handle, $0) } }
    let store = FeedbackStore(database)
    let tracks = try await store.known(Array(Set(raw.compactMap(\.track))))
    let runs = try await store.authors(ofRuns: Array(Set(raw.compactMap(\.run))))
    results = raw.map { raw in
      guard let handle = raw.handle, let author = known[handle] ?? nil else {
        return .failure(Reason(text: "no such creator is known"))
      }
      guard let track = raw.track, tracks.contains(track) else {
        return .failure(Reason(text: "there is no such track"))
      }
      if let run = raw.run, runs[run] != author {
        return .failure(Reason(text: "that run has made no list for this creator"))
      }
      guard let kind = raw.kind else { return .failure(Reason(text: "it is of no kind")) }
      guard (Self.beginning...now.addingTimeInterval(Self.haste)).contains(raw.at) else {
        return .failure(Reason(text: "it cannot have happened then"))
      }
      return .success(
        Feedback(author: author, track: track, kind: kind, run: raw.run, rank: raw.rank, at: raw.at))
    }
  }

  /// What these creators were called.
  func handles(of authors: [Author.ID]) -> [Handle] {
    creators.filter { authors.contains($0.author) }.map(\.handle).sorted { $0.name < $1.name }
  }

  private struct Raw {
    let handle: Handle?
    let track: Track.ID?
    let kind: Feedback.Kind?
    let run: UUID?
    let rank: Int?
    let at: Date

    init(_ value: JSONValue, _ now: Date) {
      handle = value["handle"]?.stringValue.flatMap { try? Handle($0) }
      track = value["trackId"]?.stringValue.flatMap { Int64($0) }.map { Track.ID($0) }
      kind = value["kind"]?.stringValue.flatMap(Feedback.Kind.init)
      run = value["run"]?.stringValue.flatMap { UUID(uuidString: $0) }
      rank = value["rank"]?.wholeNumber
      at = value["at"]?.stringValue.flatMap { try? Date($0, strategy: .iso8601) } ?? now
    }
  }
}
