import FoundationEssentials

extension Commands {
  private static let seeds = Option("seeds", value: "N", help: "how many worlds (default 5)")
  private static let seed = Option("seed", value: "N", help: "of the first world (default 1)")
  private static let threads = Option(
    "threads", value: "N", help: "that compute (default: one a processor); the result is the same")
  private static let export = Option(
    "export", value: "DIR", help: "write the worlds there, one below the other where they are several")
  private static let reading = Option(
    "import", value: "DIR", help: "judge the worlds that are there, written in the same form")
  private static let force = Option("force", help: "write into a folder that is not empty")

  static let evaluatePlanted = Command(
    name: "evaluate planted",
    summary: "judges the learned ranker in made-up worlds whose truth is known",
    examples: [
      .init(line: "evaluate planted", meaning: "five worlds, as tables"),
      .init(line: "evaluate planted --seeds 1 --export worlds", meaning: "one world, and its files"),
      .init(line: "evaluate planted --import worlds --json", meaning: "judge files, for programs"),
    ],
    options: [seeds, seed, threads, export, reading, force],
    notes: [
      "A world has 500 creators with 20 uses to learn from and 5 to foretell, 100 creators who",
      "have only 3 videos, and 2,000 tracks of 12 genres and 6 moods, with tempos that are",
      "measured an octave off now and then, popularity by Zipf, a twentieth of them new, one",
      "number that means nothing, and four hidden numbers that only use tells of. What creators",
      "use are the tracks of the greatest utility plus Gumbel's noise; the utility is",
      "",
    ] + PlantedReport.formula + [
      "",
      "with the creator's shares of the track's genre and mood. The oracle knows all of that but",
      "the noise. The ranker learns from the last fifth of the training uses, by models that have",
      "not seen them. Intervals are of 2,000 bootstrap draws of creators. A folder has tracks,",
      "creators, videos, train, test, truth-tracks, truth-creators and constants, each .csv; uses",
      "stand in the order of time.",
    ]
  ) { invocation, context in
    let first = try invocation.number(seed, in: 0...1_000_000_000) ?? 1
    let count = try invocation.number(seeds, in: 1...100)
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let threads = try invocation.number(threads, in: 1...256) ?? cores
    if invocation[reading] != nil, count != nil || invocation[export] != nil {
      throw Misuse("--import takes the worlds as they are: no --seeds and no --export", "evaluate planted")
    }
    let numbers = (0..<(count ?? 5)).map { UInt64(first + $0) }
    let plan = PlantedPlan(
      seeds: numbers, reading: invocation[reading], writing: invocation[export],
      mayHoldFiles: invocation.has(force), threads: threads)
    let report = try await plan.report(context.console)
    report.show(on: context.console)
    return .done
  }
}
