import Identity
import Models
import Storage

/// The tracks that a command line names: by number, or by what a platform calls them.
struct TrackSelection: Sendable, Equatable {
  enum Name: Sendable, Equatable {
    case number(Track.ID)
    case key(SourceKey)
  }

  static let usage = "TRACK"
  static let note = "TRACK is a number, or what a platform calls it: spotify:ID, tiktok:ID, isrc:CODE."

  let name: Name
  private let text: String

  init(_ text: String, _ invocation: Invocation) throws(Misuse) {
    self.text = text
    if let number = Track.ID(text) {
      name = .number(number)
    } else if text.utf8.count <= 1_000, var key = SourceKey(text) {
      if key.platform == .isrc { key.id = key.id.uppercased().filter { $0 != "-" } }
      name = .key(key)
    } else {
      let platforms = Platform.allCases.map(\.rawValue).joined(separator: ", ")
      throw Misuse(
        "\"\(excerpt(text, limit: 80))\" is no track: give its number, or PLATFORM:ID with one of \(platforms)",
        invocation.command)
    }
  }

  /// The number of it; throws when there is none, or when several recordings are called so.
  func number(in store: IdentityStore) async throws -> Track.ID {
    guard case .key(let key) = name else {
      if case .number(let number) = name { return number }
      throw missing
    }
    let found = try await store.tracks(called: key, hash: NameKeys.key(of: key))
    guard let first = found.first else { throw missing }
    let canonicals = Set(try await store.canonicals(of: found).values)
    guard canonicals.count > 1 else { return first }
    let numbers = canonicals.sorted().prefix(10).map { "\($0)" }.joined(separator: ", ")
    throw CommandFailure("\(excerpt(text, limit: 80)) is several recordings: \(numbers); name one of them")
  }

  var missing: CommandFailure {
    CommandFailure(
      "there is no track \(excerpt(text, limit: 80)); \"hookline tracks find\" finds them by name")
  }
}
