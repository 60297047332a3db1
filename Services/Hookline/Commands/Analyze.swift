import Audio
import Media

extension Commands {
  static let hookLength = Option(
    "length", value: "SECONDS", help: "of the hook (default 15, from 5 to 60)")
  private static let length = Option(
    "hook-length", value: "SECONDS", help: "of the hook that is proposed (default 15, from 5 to 60)")
  private static let truePeak = Option(
    "true-peak", help: "measure the true peak too, between samples; it takes longer")

  private static let track = Option(
    "track", value: "TRACK", help: "shows what is stored of a track instead of listening to files")
  private static let compare = Option(
    "compare", help: "shows two analyses side by side: of two --json files, or of a track")

  private static let caption = Option(
    "caption", value: "TEXT", help: "reads this caption instead of listening; - reads one a line")
  private static let hashtags = Option(
    "hashtags", value: "TAGS", help: "that the caption was posted with besides, with commas")
  private static let sticker = Option(
    "sticker", value: "TEXT", help: "that stands on the picture, and is read with the caption")

  static let analyze = Command(
    name: "analyze",
    summary: "listens to music (tempo, beats, key, mood, parts, hook), or reads a caption",
    examples: [
      .init(line: "analyze song.mp3", meaning: "what is heard in it, in a few lines"),
      .init(line: "analyze --json --jobs 2 ~/Music", meaning: "one JSON object a line for each file"),
      .init(
        line: "analyze --compare old.json new.json", meaning: "what differs between what --json has told"),
      .init(line: "analyze --caption 'sad indie songs #lofi'", meaning: "what the words of a caption say"),
      .init(line: "analyze --track 17 --compare", meaning: "what two versions have heard in a track"),
    ],
    operands: .init(usage: "FILE…", count: 0...Int.max),
    options: [
      length, truePeak, track, compare, caption, hashtags, sticker, MediaBatch<AnalyzedSound>.jobs,
      MediaBatch<AnalyzedSound>.timeout,
    ],
    notes: [
      "What the sound says nothing of is none, and null or empty in JSON: silence, noise and speech",
      "have no tempo and no key. Confidences and scores go from 0 to 1. Energy, danceability, valence",
      "and the like are heuristics (\"hookline traits\"): they order sounds, and mean nothing beyond",
      "that. Genre is a guess at the broad family by the sound alone. Of a sound that is longer than",
      "\(hours) hours the first \(hours) are heard. The same file gives the same result.",
      "--caption reads words, and no file: genre with its style, mood, topics, hashtags and their words,",
      "in English, Spanish, Portuguese, French, German, Swedish, Indonesian, Japanese, Korean and",
      "Chinese; of a caption the first 16 KB. What it says nothing of is none. With -, JSON has the line.",
      TrackSelection.note, "--track reads the database.",
    ] + mediaNotes
  ) { invocation, context in
    if let told = try await stored(invocation, context) { return told }
    let settings = SoundAnalysis.Settings(hookLength: try hookSeconds(invocation, length) ?? 15)
    let wantsTruePeak = invocation.has(truePeak)
    return try await MediaBatch(invocation, context).run { source, decoder in
      try await decoder.analysis(
        of: MediaFile(path: source.path), settings, wantsTruePeak: wantsTruePeak)
    } show: { path, sound in
      AnalysisReport(path: path, sound: sound).show(on: context.console)
    }
  }

  /// What needs no listening; nil for what does.
  private static func stored(_ invocation: Invocation, _ context: Context) async throws -> ExitCode? {
    let files = invocation.operands
    try checkCompany(invocation)
    if let text = invocation[caption] {
      guard files.isEmpty else { throw Misuse("--caption takes no files", invocation.command) }
      return try await CaptionReading.run(
        text, tags: invocation[hashtags], stickers: invocation[sticker], on: context.console)
    }
    if let lone = [hashtags, sticker].first(where: invocation.isGiven) {
      throw Misuse("\(lone.label) needs --caption", invocation.command)
    }
    if let text = invocation[track] {
      guard files.isEmpty else { throw Misuse("--track takes no files", invocation.command) }
      let selection = try TrackSelection(text, invocation)
      let found = try await context.withDatabase { try await StoredAnalysis.read(selection, $0) }
      let isThere =
        try invocation.has(compare) ? found.compare(on: context.console) : found.show(on: context.console)
      return isThere ? .done : .failed
    }
    if invocation.has(compare) {
      guard files.count == 2 else {
        throw Misuse(
          "--compare takes two files that analyze --json has written, not \(files.count)", invocation.command)
      }
      return try AnalysisFile.compare(files, on: context.console) ? .done : .failed
    }
    guard !files.isEmpty else { throw Misuse("\(mediaFiles.usage) is missing", invocation.command) }
    return nil
  }

  /// Options that say how to listen, where nothing is listened to.
  private static func checkCompany(_ invocation: Invocation) throws(Misuse) {
    guard let reader = [caption, track, compare].first(where: invocation.isGiven) else { return }
    let others = [length, truePeak, MediaBatch<AnalyzedSound>.jobs, MediaBatch<AnalyzedSound>.timeout]
    guard let other = others.first(where: invocation.isGiven) else { return }
    throw Misuse(
      "\(other.label) does nothing with \(reader.label), which listens to no file", invocation.command)
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
