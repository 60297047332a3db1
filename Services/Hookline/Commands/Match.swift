import Knowledge
import Media

extension Commands {
  static let match = Command(
    name: "match",
    summary: "shows how tracks go with a film, and which seconds of them to use",
    examples: [
      .init(line: "match clip.mp4 song.mp3", meaning: "where the song begins, and what speaks for it"),
      .init(line: "match clip.mp4 ~/Music --json", meaning: "the best of a folder first, with all beats"),
      .init(line: "match 3 17 tiktok:7001", meaning: "a video and tracks that are stored, by number or name"),
    ],
    operands: .init(usage: "VIDEO TRACK…", count: 2...Int.max),
    options: [MediaBatch<Pairing>.jobs, MediaBatch<Pairing>.timeout],
    notes: [
      "VIDEO is a film, TRACK a sound or a film with one, or what is stored of them: a number, or what",
      "a platform calls it, as tiktok:ID. A file of that name comes first. What is stored needs the",
      "database and has to have been analysed; files need no server.",
      "Looked for is where in the track the film has to begin for its cuts to come on beats, at the",
      "hook first. It is told only where cuts that were moved about at random come as near to beats in",
      "less than one of a hundred cases, whichever of the beginnings one tries; cuts on 70 ms before",
      "and after a beat count. The score is the sum of what is listed. Its weights were chosen and not",
      "fitted: it orders tracks, and means nothing beyond that.",
      "JSON has a line for each track, the best first, with the beats and bars of its stretch in",
      "seconds of the film, to cut on.",
    ] + mediaNotes
  ) { invocation, context in
    let matchmaking = Matchmaking(
      subjects: MatchSubjects(invocation), invocation: invocation, context: context)
    let (film, status) = try await matchmaking.film()
    guard let film else { return status }
    let (pairings, outcome) = try await matchmaking.pairings(with: film)
    MatchReport(film: film, pairings: pairings).show(on: context.console)
    return outcome
  }
}
