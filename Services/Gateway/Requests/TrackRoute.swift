import API
import Datasets
import Documents
import HTTP
import Knowledge
import Models
import Storage

/// The track that a path or a body names: by number, or by what a platform calls it.
struct TrackRoute: Sendable {
  static let schema = Schema.string(1...1_000).described(
    "A number, or what a platform calls it: spotify:ID, tiktok:ID, isrc:CODE"
  ).example("17")
  static let parameter = Parameter.path("id", schema, "The track")
  static let problems: [(status: Status, summary: String)] = [
    (.notFound, "There is no such track"), (.conflict, "Several recordings are called so"),
  ]

  private let text: String
  let database: any Database

  init(_ call: Call, in database: any Database) { self.init(call.text("id") ?? "", in: database) }

  init(_ text: String, in database: any Database) { (self.text, self.database) = (text, database) }

  static let missing = Refusal.notFound(
    "There is no such track: give its number, or PLATFORM:ID; GET /v1/tracks?q=… finds tracks by name.")

  /// Its number, which nobody may have; throws where it is called otherwise and nobody is called so.
  func number() async throws -> Track.ID {
    guard let name = TrackName(text) else { throw Self.missing }
    let found = try await name.numbers(in: IdentityStore(database))
    guard let first = found.first else { throw Self.missing }
    guard found.count > 1 else { return first }
    let numbers = found.prefix(10).map { "\($0)" }.joined(separator: ", ")
    throw Refusal(.conflict, "ambiguous", "These are several recordings: \(numbers). Name one of them.")
  }

  /// The tracks that are called so as contracts call them: several, where recordings bear one code.
  func meant() async throws -> [Track.ID] {
    guard let subject = try? TrackSubject(text) else { return try await recording().prefix(1).map { $0 } }
    let found = try await database.perform { session in try MeantTracks([subject], session)[subject] }
    guard case .found(let tracks) = found, !tracks.isEmpty else { throw Self.missing }
    return tracks
  }

  /// All tracks that are one recording with it, itself first.
  func recording() async throws -> [Track.ID] {
    let all = try await IdentityStore(database).recording(of: try await number())
    guard !all.isEmpty else { throw Self.missing }
    return all
  }
}
