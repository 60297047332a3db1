import Documents
import Models
import Storage

extension Commands {
  private static let note = Option("note", value: "TEXT", help: "why, for whoever looks at it later")

  static let tracksMerge = Command(
    name: "tracks merge",
    summary: "states that two tracks are one recording",
    examples: [
      .init(line: "tracks merge 17 18 --note remaster", meaning: "and why"),
      .init(line: "tracks merge 17 spotify:4uLU6hMCjMI75M1A2tKUQC", meaning: "by number and by key"),
    ],
    operands: .init(usage: "TRACK TRACK", count: 2...2), options: [note, Confirmation.yes],
    notes: [TrackSelection.note, "\"hookline tracks split\" takes it back."]
  ) { invocation, context in
    let pair = try invocation.operands.map { try TrackSelection($0, invocation) }
    return try await context.withDatabase { database in
      let store = IdentityStore(database)
      let (first, second) = (try await pair[0].number(in: store), try await pair[1].number(in: store))
      let names = try await [name(first, pair[0], store), name(second, pair[1], store)]
      let task = "make one of track \(first), \(names[0]), and track \(second), \(names[1])"
      guard try await Confirmation.isGiven(for: task, invocation, context.console) else { return .done }
      let isNew: Bool
      do {
        isNew = try await store.merge(first, second, by: person(context), note: note(invocation))
      } catch let refusal as IdentityStore.Refusal { throw failure(refusal) }
      let canonical = try await store.canonicals(of: [first])[first] ?? first
      if context.console.isJSON {
        context.console.result(.trackMerge(canonical, isNew: isNew))
      } else {
        context.console.result(
          isNew ? "both are track \(canonical) now" : "both were track \(canonical) already")
      }
      return .done
    }
  }

  static let tracksSplit = Command(
    name: "tracks split",
    summary: "states that two tracks are different, or one from all that it is one with",
    examples: [
      .init(line: "tracks split 17 18", meaning: "these two are never one again by any rule"),
      .init(line: "tracks split 17", meaning: "17 from all others"),
    ],
    operands: .init(usage: "TRACK [TRACK]", count: 1...2), options: [note, Confirmation.yes],
    notes: [TrackSelection.note, "\"hookline tracks merge\" takes it back."]
  ) { invocation, context in
    let selections = try invocation.operands.map { try TrackSelection($0, invocation) }
    return try await context.withDatabase { database in
      let store = IdentityStore(database)
      let track = try await selections[0].number(in: store)
      let other = selections.count > 1 ? try await selections[1].number(in: store) : nil
      let what = try await name(track, selections[0], store)
      let task =
        "part track \(track), \(what), from \(other.map { "track \($0)" } ?? "all that it is one with")"
      guard try await Confirmation.isGiven(for: task, invocation, context.console) else { return .done }
      let parted: [Track.ID]
      do {
        parted = try await store.split(track, from: other, by: person(context), note: note(invocation))
      } catch let refusal as IdentityStore.Refusal { throw failure(refusal) }
      if context.console.isJSON {
        context.console.result(.trackSplit(track, from: parted))
      } else {
        context.console.result(
          parted.isEmpty
            ? "track \(track) is one with no other"
            : "track \(track) is parted from \(counted(parted.count, "track"))")
      }
      return .done
    }
  }

  private static func person(_ context: Context) -> String {
    excerpt(context.environment["USER"] ?? "operator", limit: 80)
  }

  private static func note(_ invocation: Invocation) -> String? {
    invocation[note].map { excerpt($0, limit: 1_000) }
  }

  private static func name(_ track: Track.ID, _ selection: TrackSelection, _ store: IdentityStore)
    async throws -> String
  {
    guard let shown = try await store.show(track),
      let member = shown.members.first(where: { $0.track == track })
    else {
      throw selection.missing
    }
    return "“\(TrackReport.name(member))”"
  }

  private static func failure(_ refusal: IdentityStore.Refusal) -> CommandFailure {
    switch refusal {
    case .unknown(let track): CommandFailure("there is no track \(track)")
    case .itself: CommandFailure("a track is itself: name two")
    case .apart(let left, let right):
      CommandFailure(
        "tracks \(left) and \(right) were stated to be different; \"hookline tracks merge \(left) \(right)\" takes that back"
      )
    case .tooMany(let count):
      CommandFailure("it is one with \(count) others: part it from one of them at a time")
    }
  }
}
