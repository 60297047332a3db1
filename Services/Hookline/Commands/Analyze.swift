import Audio
import Content
import Media
import Models
import Text

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
    "caption", value: "TEXT", help: "reads this caption, with a file or alone; - reads one a line")
  private static let hashtags = Option(
    "hashtags", value: "TAGS", help: "that the caption was posted with besides, with commas")
  private static let sticker = Option(
    "sticker", value: "TEXT", help: "that stands on the picture, and is read with the caption")

  private static let photos = Option("photos", help: "takes all the files as the photos of one post")

  static let analyze = Command(
    name: "analyze",
    summary: "hears sounds, sees films and photos (tempo, key, shots, looks), reads captions",
    examples: [
      .init(line: "analyze song.mp3", meaning: "what is heard in it, in a few lines"),
      .init(line: "analyze --json --jobs 2 ~/Music", meaning: "one JSON object a line for each file"),
      .init(
        line: "analyze --compare old.json new.json", meaning: "what differs between what --json has told"),
      .init(line: "analyze clip.mp4 --caption 'sad #lofi'", meaning: "a film with its words"),
      .init(line: "analyze --photos 1.jpg 2.jpg", meaning: "what a post of two photos looks like"),
      .init(line: "analyze --caption 'sad indie songs #lofi'", meaning: "what the words of a caption say"),
      .init(line: "analyze --track 17 --compare", meaning: "what two versions have heard in a track"),
    ],
    operands: .init(usage: "FILE…", count: 0...Int.max),
    options: [
      length, truePeak, photos, track, compare, caption, hashtags, sticker, MediaBatch<AnalyzedClip>.jobs,
      MediaBatch<AnalyzedClip>.timeout,
    ],
    notes: [
      "What the sound says nothing of is none, and null or empty in JSON: silence, noise and speech",
      "have no tempo and no key. Confidences and scores go from 0 to 1. Energy, danceability, valence",
      "and the like are heuristics (\"hookline traits\"): they order sounds, and mean nothing beyond",
      "that. Genre is a guess at the broad family by the sound alone. Of what is longer than \(hours) hours",
      "the first \(hours) count. The same file gives the same result.",
      "Of a film are told too: shots, how it passes from one to the next, the beat that cuts follow,",
      "motion, light and colours, key frames with a hash, and what of the sound is speech, music, noise",
      "and silence when. Not every frame is decoded, and a cut's time may be one or two frames off. Of",
      "photos the same as far as it applies: a photo alone is a post of one. JSON has \"picture\" and",
      "\"course\" then, \"content\" for what all say together, \"words\" with --caption, for one file, and",
      "\"paths\" with --photos, of which \"path\" is the first.",
      "--caption reads words: genre with its style, mood, topics, hashtags and their words, in English,",
      "Spanish, Portuguese, French, German, Swedish, Indonesian, Japanese, Korean and",
      "Chinese; of a caption the first 16 KB. What it says nothing of is none. With -, JSON has the line.",
      TrackSelection.note, "--track reads the database.",
    ] + mediaNotes
  ) { invocation, context in
    if let told = try await stored(invocation, context) { return told }
    return try await listened(invocation, context)
  }

  private static func listened(_ invocation: Invocation, _ context: Context) async throws -> ExitCode {
    let settings = SoundAnalysis.Settings(hookLength: try hookSeconds(invocation, length) ?? 15)
    let wantsTruePeak = invocation.has(truePeak)
    let all = try MediaBatch<AnalyzedClip>(invocation, context)
    let paths = try invocation.has(photos) ? postPaths(all.entries, invocation) : nil
    let words = try words(invocation, count: paths == nil ? all.entries.count : 1)
    return try await (paths == nil ? all : all.asOne()).run { source, decoder in
      guard let paths else {
        return try await decoder.clip(
          of: MediaFile(path: source.path), settings, wantsTruePeak: wantsTruePeak
        ).clip
      }
      return try await decoder.photos(paths.map { try MediaFile(path: $0) })
    } show: { path, clip in
      if let sound = clip.sound, clip.picture == nil, words == nil {
        return AnalysisReport(path: path, sound: sound.sound).show(on: context.console)
      }
      let video = AnalysableVideo(
        caption: invocation[caption] ?? "",
        hashtags: CaptionReading.tags(invocation[hashtags])
          + Text.writtenHashtags(in: invocation[caption] ?? ""),
        stickers: CaptionReading.stickers(invocation[sticker]))
      let content = VideoFeatures(of: video, clip: clip)
      ClipReport(path: path, photos: paths ?? [], clip: clip, words: words, content: content)
        .show(on: context.console)
    }
  }

  /// The photos of a post, of which each must be there.
  private static func postPaths(
    _ entries: [FileList.Entry], _ invocation: Invocation
  ) throws -> [String] {
    if let entry = entries.first(where: { $0.problem != nil }) {
      throw CommandFailure("\(entry.path): \(entry.problem ?? "")")
    }
    guard Decoder.photoCounts.contains(entries.count) else {
      throw Misuse(
        "--photos takes up to \(Decoder.photoCounts.upperBound) files, not \(entries.count)",
        invocation.command)
    }
    return entries.map(\.path)
  }

  /// What the caption says that comes with a file.
  private static func words(_ invocation: Invocation, count: Int) throws(Misuse) -> CaptionReport? {
    guard let text = invocation[caption] else { return nil }
    guard text != "-" else {
      throw Misuse("--caption - reads captions, and takes no files", invocation.command)
    }
    guard count == 1 else { throw Misuse("--caption takes one file, not \(count)", invocation.command) }
    return CaptionReport(
      text, tags: CaptionReading.tags(invocation[hashtags]),
      stickers: CaptionReading.stickers(invocation[sticker]))
  }

  /// What needs no listening; nil for what does.
  private static func stored(_ invocation: Invocation, _ context: Context) async throws -> ExitCode? {
    let files = invocation.operands
    try checkCompany(invocation)
    if let text = invocation[caption], files.isEmpty {
      return try await CaptionReading.run(
        text, tags: invocation[hashtags], stickers: invocation[sticker], on: context.console)
    }
    if invocation[caption] == nil, let lone = [hashtags, sticker].first(where: invocation.isGiven) {
      throw Misuse("\(lone.label) needs --caption", invocation.command)
    }
    if let text = invocation[track] {
      guard files.isEmpty else { throw Misuse("--track takes no files", invocation.command) }
      let selection = try TrackSelection(text, invocation)
      let found = try await StoredAnalysis.read(selection, context)
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
    let readers = (invocation.operands.isEmpty ? [caption] : []) + [track, compare]
    if invocation.has(photos), let other = [length, truePeak].first(where: invocation.isGiven) {
      throw Misuse("\(other.label) does nothing with --photos, which have no sound", invocation.command)
    }
    guard let reader = readers.first(where: invocation.isGiven) else { return }
    let others = [
      length, truePeak, photos, MediaBatch<AnalyzedClip>.jobs, MediaBatch<AnalyzedClip>.timeout,
    ]
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
