import Documents
import Knowledge
import Models
import Storage

extension Commands {
  static let creator = Command(
    name: "creator",
    summary: "shows what is known of a creator: habits, taste, what works, sounds",
    examples: [
      .init(line: "creator @anna", meaning: "what her videos are like"),
      .init(line: "creator @anna --json", meaning: "the same for a program"),
    ],
    operands: .init(usage: "HANDLE", count: 1...1),
    notes: [
      "What works compares the engagement (likes, comments, shares and saves for each play) of posts of",
      "one kind with that of the creator's other posts of the same time, all else held constant: × 1.50 is",
      "half as much again. Only what is more than chance is shown; --json has everything. Hours are in UTC.",
      "Drift is told only where it is more than chance, and who is first with a sound from three sounds on.",
    ]
  ) { invocation, context in
    let handles = try Creators.handles(invocation.operands, invocation)
    let creator = try await known(handles, context)
    if context.console.isJSON {
      context.console.result(.creator(creator))
    } else {
      CreatorReport(creator: creator).show(on: context.console)
    }
    return .done
  }

  private static func known(_ handles: [Handle], _ context: Context) async throws -> KnownCreator {
    if let remote = try context.remote(), let handle = handles.first {
      guard let creator = try await remote.creator(handle) else {
        throw CommandFailure(Creators.unknown(handle))
      }
      return creator
    }
    return try await context.withDatabase { database in
      let found = try await Creators.find(handles, in: database)
      guard let (handle, id) = found.first, let id else {
        throw CommandFailure(handles.map(Creators.unknown).joined(separator: "\n"))
      }
      guard let creator = try await KnownCreator(id, askedForAs: handle, in: database) else {
        throw CommandFailure(Creators.unknown(handle))
      }
      return creator
    }
  }
}
