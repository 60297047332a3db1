import Documents

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
    return try await context.withIdentities { desk in
      let (first, second) = (try await desk.named(pair[0]), try await desk.named(pair[1]))
      let task =
        "make one of track \(first.track), \(first.name), and track \(second.track), \(second.name)"
      guard try await Confirmation.isGiven(for: task, invocation, context.console) else { return .done }
      let (canonical, isNew) = try await desk.merge(first, second, note: note(invocation))
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
    return try await context.withIdentities { desk in
      let track = try await desk.named(selections[0])
      let other = selections.count > 1 ? try await desk.named(selections[1]) : nil
      let rest = other.map { "track \($0.track)" } ?? "all that it is one with"
      let task = "part track \(track.track), \(track.name), from \(rest)"
      guard try await Confirmation.isGiven(for: task, invocation, context.console) else { return .done }
      let parted = try await desk.split(track, from: other, note: note(invocation))
      if context.console.isJSON {
        context.console.result(.trackSplit(track.track, from: parted))
      } else {
        context.console.result(
          parted.isEmpty
            ? "track \(track.track) is one with no other"
            : "track \(track.track) is parted from \(counted(parted.count, "track"))")
      }
      return .done
    }
  }

  private static func note(_ invocation: Invocation) -> String? {
    invocation[note].flatMap { $0.isEmpty ? nil : excerpt($0, limit: 1_000) }
  }
}
