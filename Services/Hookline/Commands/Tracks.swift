import Documents
import Knowledge
import Models
import Storage

extension Commands {
  private static let count = Option(
    "limit", value: "COUNT", help: "how many at most (default 20)")

  static let tracksShow = Command(
    name: "tracks show",
    summary: "shows one recording: what it is called where, and why that is one",
    examples: [
      .init(line: "tracks show 17", meaning: "by its number"),
      .init(line: "tracks show isrc:GBAYE0601498", meaning: "by what it is called elsewhere"),
    ],
    operands: .init(usage: TrackSelection.usage, count: 1...1),
    notes: [TrackSelection.note]
  ) { invocation, context in
    let selection = try TrackSelection(invocation.operands[0], invocation)
    let track = try await shown(selection, context)
    if context.console.isJSON {
      context.console.result(.track(track))
    } else {
      TrackReport(track: track).show(on: context.console)
    }
    return .done
  }

  private static func shown(_ selection: TrackSelection, _ context: Context) async throws -> ShownTrack {
    if let remote = try context.remote() {
      guard let track = try await remote.track(selection.text) else { throw selection.missing }
      return track
    }
    return try await context.withDatabase { database in
      let store = IdentityStore(database)
      guard let track = try await store.show(try await selection.number(in: store)) else {
        throw selection.missing
      }
      return track
    }
  }

  static let tracksFind = Command(
    name: "tracks find",
    summary: "finds tracks by words of their titles and artists",
    examples: [.init(line: "tracks find blinding lights", meaning: "those that have both words")],
    operands: .init(usage: "WORD…", count: 1...Int.max), options: [count],
    notes: [
      "What is called just so comes first, then what has all the words, what has words that",
      "begin so, and what has them within words; of each the most used. Case and accents do",
      "not count. Words of one or two letters are looked for where words begin. At most",
      "\(TrackWords.wordLimit) words of \(TrackWords.lengthLimit) characters in all. A gateway tells at most 200 tracks.",
    ]
  ) { invocation, context in
    let words = try words(invocation)
    let limit = try invocation.number(count, in: 1...10_000) ?? 20
    let (found, isCut) = try await find(words, limit: limit, context)
    if context.console.isJSON {
      context.console.result(.tracks(found, isCut: isCut))
    } else if found.isEmpty {
      context.console.result("no track has these words")
    } else {
      var table = Table(["TRACK", "IS", "KEY", "USES", "NAME"], numeric: [0, 1, 3])
      for (member, canonical) in found {
        table.add([
          .init("\(member.track)"), .init(canonical == member.track ? "" : "\(canonical)"),
          .init(member.key.map { excerpt("\($0)", limit: 60) } ?? ""),
          .init(member.uses.map { "\($0)" } ?? ""),
          .init(TrackReport.name(member)),
        ])
      }
      context.console.result(table)
      if isCut { context.console.note(cutNote) }
    }
    return .done
  }

  private static func find(
    _ words: [String], limit: Int, _ context: Context
  ) async throws -> (tracks: [(member: ShownTrack.Member, canonical: Track.ID)], isCut: Bool) {
    if let remote = try context.remote() {
      let found = try await remote.tracks(words.joined(separator: " "), limit: limit)
      return (found.found, found.isCut)
    }
    return try await context.withDatabase { try await IdentityStore($0).find(words, limit: limit) }
  }

  private static let cutNote =
    "These words are in so many tracks that better ones may be missing; say more of the name."

  private static func words(_ invocation: Invocation) throws(Misuse) -> [String] {
    do throws(TrackWords.Flaw) {
      return try TrackWords(invocation.operands.joined(separator: " ")).words
    } catch { throw Misuse("\(error)", invocation.command) }
  }

  static let tracksVariants = Command(
    name: "tracks variants",
    summary: "lists versions of songs that were told from one another, the newest first",
    examples: [
      .init(line: "tracks variants --limit 100", meaning: "sped-up, slowed, live, remixed and others")
    ],
    options: [count]
  ) { invocation, context in
    let limit = try invocation.number(count, in: 1...10_000) ?? 20
    let (links, tracks) = try await variants(limit: limit, context)
    if context.console.isJSON {
      context.console.result(.trackVariants(links, of: tracks))
    } else if links.isEmpty {
      context.console.result("no versions")
    } else {
      var table = Table(["TRACKS", "RELATION", "RULE", "BY", "AGE", "WHY"], numeric: [4])
      for link in links { table.add(TrackReport.cells(link, names: tracks)) }
      context.console.result(table)
    }
    return .done
  }

  private static func variants(
    limit: Int, _ context: Context
  ) async throws -> (links: [ShownLink], tracks: [Track.ID: ShownTrack.Member]) {
    if let remote = try context.remote() {
      let found = try await remote.variants(limit: limit)
      return (found.links, found.tracks)
    }
    return try await context.withDatabase { try await IdentityStore($0).variants(limit: limit) }
  }
}
