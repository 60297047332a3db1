import Models
import Storage

/// A video that a command line names: by number, or by what a platform calls it.
enum VideoSelection {
  case number(Video.ID)
  case key(SourceKey)

  init(_ text: String, _ invocation: Invocation) throws(Misuse) {
    if let number = Video.ID(text) {
      self = .number(number)
    } else if text.utf8.count <= 1_000, let key = SourceKey(text) {
      self = .key(key)
    } else {
      throw Misuse(
        "\"\(excerpt(text, limit: 80))\" is no video: give its number, or tiktok:ID", invocation.command)
    }
  }

  /// The number of it; throws when there is none.
  func number(in database: any Database) async throws -> Video.ID {
    let found: Video.ID?
    switch self {
    case .number(let number):
      found = try await database.first("select id from video where id = \(number)", as: Video.ID.self)
    case .key(let key):
      found = try await database.first(
        """
        select video_id from video_source where platform = \(key.platform.rawValue) and key = \(key.id)
        """, as: Video.ID.self)
    }
    guard let found else { throw CommandFailure("there is no video \(description)") }
    return found
  }

  private var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .key(let key): excerpt("\(key)", limit: 80)
    }
  }
}
