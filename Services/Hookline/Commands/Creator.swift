import Jobs
import Models
import Recommending
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
    let report = try await context.withDatabase { database in
      let found = try await Creators.find(handles, in: database)
      guard let (handle, id) = found.first, let id else {
        throw CommandFailure(handles.map(Creators.unknown).joined(separator: "\n"))
      }
      let store = ProfileStore(database)
      guard let profile = try await store.profile(of: id) else {
        throw CommandFailure(Creators.unknown(handle))
      }
      let patterns = PatternsReport(
        try await store.posts(of: id), followers: profile.author.counts.followers,
        growth: try await store.followers(of: id))
      let past = try await TasteStore(database).pasts(of: [id])[id]
      let filter = RunFilter(
        kind: InfluencerRequest.runKind, subject: InfluencerRequest(handle).subject)
      return CreatorReport(
        profile: profile, patterns: patterns, taste: Taste(of: past?.videos ?? []),
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
