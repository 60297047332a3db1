import Audio
import Media

extension Commands {
  static let hookLength = Option(
    "length", value: "SECONDS", help: "of the hook (default 15, from 5 to 60)")
  private static let length = Option(
    "hook-length", value: "SECONDS", help: "of the hook that is proposed (default 15, from 5 to 60)")
  private static let truePeak = Option(
    "true-peak", help: "measure the true peak too, between samples; it takes longer")

  static let analyze = Command(
    name: "analyze",
    summary: "listens to music: tempo, beats, key, loudness, mood, parts and the hook",
    examples: [
      .init(line: "analyze song.mp3", meaning: "what is heard in it, in a few lines"),
      .init(line: "analyze --json --jobs 2 ~/Music", meaning: "one JSON object a line for each file"),
    ],
    operands: mediaFiles,
    options: [length, truePeak, MediaBatch<AnalyzedSound>.jobs, MediaBatch<AnalyzedSound>.timeout],
    notes: [
      "What the sound says nothing of is left out, and null in JSON: silence, noise and speech have",
      "no tempo and no key. Confidences and scores go from 0 to 1. Energy, danceability, valence and",
      "the like are heuristics: they order sounds, and mean nothing beyond that. Of a sound that is",
      "longer than \(hours) hours the first \(hours) are heard. The same file gives the same result.",
    ] + mediaNotes
  ) { invocation, context in
    let settings = SoundAnalysis.Settings(hookLength: try hookSeconds(invocation, length) ?? 15)
    let wantsTruePeak = invocation.has(truePeak)
    return try await MediaBatch(invocation, context).run { source, decoder in
      try await decoder.analysis(
        of: MediaFile(path: source.path), settings, wantsTruePeak: wantsTruePeak)
    } show: { path, sound in
      AnalysisReport(path: path, sound: sound).show(on: context.console)
    }
  }

  private static let hours = Int(SoundAnalysis.Settings().limit / 3600)

  /// A length of a hook.
  static func hookSeconds(_ invocation: Invocation, _ option: Option) throws(Misuse) -> Double? {
    guard let text = invocation[option] else { return nil }
    if let number = Double(text), HookJudge.lengths.contains(number) { return number }
    throw Misuse(
      "\(option.label) takes a number from \(short(HookJudge.lengths.lowerBound)) to "
        + "\(short(HookJudge.lengths.upperBound)), not \"\(text)\"",
      invocation.command)
  }
}
