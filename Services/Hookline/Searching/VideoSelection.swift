import Knowledge
import Models
import Storage

/// A video that a command line names: by number, or by what a platform calls it.
struct VideoSelection {
  private let name: VideoName

  init(_ text: String, _ invocation: Invocation) throws(Misuse) {
    guard let name = VideoName(text) else {
      throw Misuse(
        "\"\(excerpt(text, limit: 80))\" is no video: give its number, or tiktok:ID", invocation.command)
    }
    self.name = name
  }

  /// In the words of a gateway.
  var asked: String {
    switch name {
    case .number(let number): "\(number)"
    case .key(let key): "\(key)"
    }
  }

  /// The number of it; throws when there is none.
  func number(in database: any Database) async throws -> Video.ID {
    guard let found = try await name.number(in: database) else { throw missing }
    return found
  }

  var missing: CommandFailure { CommandFailure("there is no video \(description)") }

  private var description: String {
    switch name {
    case .number(let number): "\(number)"
    case .key(let key): excerpt("\(key)", limit: 80)
    }
  }
}
