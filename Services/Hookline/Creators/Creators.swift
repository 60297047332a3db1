import Models
import Storage

/// The creators that a command line names.
enum Creators {
  static let operands = Command.Operands(usage: "HANDLE…", count: 1...50)

  /// Reads handles, also as addresses of profiles; each once.
  static func handles(_ texts: [String], _ invocation: Invocation) throws(Misuse) -> [Handle] {
    var handles: [Handle] = []
    for text in texts {
      let handle: Handle
      do throws(HandleError) { handle = try Handle(text) } catch {
        throw Misuse("\"\(excerpt(text, limit: 80))\" is no handle: \(error)", invocation.command)
      }
      if !handles.contains(handle) { handles.append(handle) }
    }
    return handles
  }

  /// The one who has each handle now; nil for who is not known.
  static func find(_ handles: [Handle], in database: any Database) async throws -> [(Handle, Author.ID?)] {
    let authors = try await TasteStore(database).authors(of: handles.map { InfluencerRequest($0) })
    return Array(zip(handles, authors))
  }

  static func unknown(_ handle: Handle) -> String {
    "no creator \(handle) is known; \"hookline enqueue \(handle) --wait\" has them looked at"
  }
}
