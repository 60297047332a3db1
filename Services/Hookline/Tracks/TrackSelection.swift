import Knowledge
import Models
import Storage

/// The tracks that a command line names: by number, or by what a platform calls them.
struct TrackSelection: Sendable, Equatable {
  static let usage = "TRACK"
  static let note = "TRACK is a number, or what a platform calls it: spotify:ID, tiktok:ID, isrc:CODE."

  let name: TrackName
  let text: String

  init(_ text: String, _ invocation: Invocation) throws(Misuse) {
    self.text = text
    guard let name = TrackName(text) else {
      let platforms = Platform.allCases.map(\.rawValue).joined(separator: ", ")
      throw Misuse(
        "\"\(excerpt(text, limit: 80))\" is no track: give its number, or PLATFORM:ID with one of \(platforms)",
        invocation.command)
    }
    self.name = name
  }

  /// The number of it; throws when there is none, or when several recordings are called so.
  func number(in store: IdentityStore) async throws -> Track.ID {
    let found = try await name.numbers(in: store)
    guard let first = found.first else { throw missing }
    guard found.count > 1 else { return first }
    let numbers = found.prefix(10).map { "\($0)" }.joined(separator: ", ")
    throw CommandFailure("\(excerpt(text, limit: 80)) is several recordings: \(numbers); name one of them")
  }

  /// Which of the members of a recording is meant; nil where none is called so.
  func number(among members: [ShownTrack.Member]) -> Track.ID? {
    switch name {
    case .number(let number): members.first { $0.track == number }?.track
    case .key(let key): (members.first { $0.key == key } ?? members.first { $0.claims.contains(key) })?.track
    }
  }

  var missing: CommandFailure {
    CommandFailure(
      "there is no track \(excerpt(text, limit: 80)); \"hookline tracks find\" finds them by name")
  }
}
