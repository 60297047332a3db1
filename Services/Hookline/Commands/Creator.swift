import Jobs
import Models
import Recommending
import Storage

extension Commands {
  static let creator = Command(
    name: "creator",
    summary: "shows what is known of a creator: habits, taste, sounds and hashtags",
    examples: [
      .init(line: "creator @anna", meaning: "what her videos are like"),
      .init(line: "creator @anna --json", meaning: "the same for a program"),
    ],
    operands: .init(usage: "HANDLE", count: 1...1)
  ) { invocation, context in
    let handles = try Creators.handles(invocation.operands, invocation)
    let report = try await context.withDatabase { database in
      let found = try await Creators.find(handles, in: database)
      guard let (handle, id) = found.first, let id else {
        throw CommandFailure(handles.map(Creators.unknown).joined(separator: "\n"))
      }
      guard let profile = try await ProfileStore(database).profile(of: id) else {
        throw CommandFailure(Creators.unknown(handle))
      }
      let past = try await TasteStore(database).pasts(of: [id])[id]
      let filter = RunFilter(
        kind: InfluencerRequest.runKind, subject: InfluencerRequest(handle).subject)
      return CreatorReport(
        profile: profile, taste: Taste(of: past?.videos ?? []),
        run: try await JobStore(database).runs(filter, limit: 1).first)
    }
    if context.console.isJSON {
      context.console.result(report.json)
    } else {
      report.show(on: context.console)
    }
    return .done
  }
}
