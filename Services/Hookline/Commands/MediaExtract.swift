import Audio
import Documents
import Media
import MediaWire

extension Commands {
  private static let sound = Option("sound", help: "the sound, as a WAV file")
  private static let thumbnail = Option("thumbnail", help: "one picture, as a JPEG file")
  private static let frames = Option(
    "frames", value: "N", help: "so many pictures a second, as PPM files with numbers (0.001 to 1000)")
  private static let output = Option(
    "output", short: "o", value: "PATH", help: "a folder, or the file where one is made (default .)")
  private static let force = Option("force", help: "replace files that are there already")
  private static let rate = Option(
    "rate", value: "HZ", help: "samples a second (default: as the file has it)")
  private static let channels = Option("channels", value: "N", help: "1 or 2 (default: as the file has it)")
  private static let float = Option("float", help: "32-bit floats instead of 16-bit integers")
  private static let side = Option(
    "side", value: "PIXELS", help: "of the longer side, at most (default 1280)")
  private static let png = Option("png", help: "the thumbnail as a PNG file")
  private static let time = Option(
    "time", value: "SECONDS",
    help: "when the thumbnail is taken (default: a tenth from the start, or the cover)")
  private static let start = Option("start", value: "SECONDS", help: "where to begin (default 0)")
  private static let duration = Option(
    "duration", value: "SECONDS", help: "how much of it (default: to the end)")

  static let mediaExtract = Command(
    name: "media extract",
    summary: "writes sound, thumbnails and frames of files",
    examples: [
      .init(line: "media extract --sound video.mp4", meaning: "writes video.wav here"),
      .init(line: "media extract --thumbnail ~/Videos -o /tmp/covers", meaning: "a JPEG file for each video"),
      .init(
        line: "media extract --frames 2 --start 10 --duration 5 a.mp4", meaning: "a-000001.ppm and so on"),
    ],
    operands: mediaFiles,
    options: [
      sound, thumbnail, frames, output, force, rate, channels, float, side, png, time, start, duration,
      MediaBatch<[ExtractedFile]>.timeout,
    ],
    notes: [
      "Only files are replaced, with --force alone, and none that is read. A file has its name only",
      "once it is whole. Of files with the same name the second is written as NAME-2, and so on.",
    ] + mediaNotes
  ) { invocation, context in
    let extraction = try extraction(invocation)
    let batch = try MediaBatch<Extracted>(invocation, context)
    let kinds = [extraction.sound != nil, extraction.thumbnail != nil].count(where: \.self)
    let makesOne = batch.entries.count == 1 && kinds == 1 && extraction.frames == nil
    let plan = try OutputPlan(
      of: batch.entries.map(\.path), in: try place(invocation), makesOne: makesOne,
      mayReplace: invocation.has(force))
    return try await batch.run { source, decoder in
      try await extract(extraction, source, decoder, to: plan.names(ofSource: source.number))
    } show: { path, extracted in
      show(path, extracted, context.console)
    }
  }

  struct Extracted: Sendable {
    let files: [ExtractedFile]
    let ending: Ending
  }

  private static func extract(
    _ extraction: Extraction, _ source: MediaBatch<Extracted>.Source, _ decoder: Decoder,
    to names: OutputNames
  ) async throws -> Extracted {
    let file = try MediaFile(path: source.path)
    let order = try extraction.order(for: try await decoder.info(of: file))
    let extractor = try Extractor(
      order, samples: extraction.sound?.samples ?? .int16, to: names, tell: source.tell)
    let decoded = try await decoder.decode(file, order, into: extractor)
    var written = decoded.consumer
    try written.finish(for: decoded.info)
    return Extracted(files: written.files, ending: decoded.ending)
  }

  private static func show(_ path: String, _ extracted: Extracted, _ console: Console) {
    let isWhole = extracted.ending.wholeness == .whole
    if console.isJSON {
      return console.line([
        "path": .string(path), "isWhole": .bool(isWhole), "reason": .string(extracted.ending.reason),
        "files": .array(
          extracted.files.map { file in
            ["kind": .string(file.kind), "path": .string(file.path), "bytes": .int(file.byteCount)]
          }),
      ])
    }
    for file in extracted.files {
      console.result("\(printable(file.path)) (\(grouped(file.byteCount)) bytes)")
    }
    if !isWhole { console.warn("\(path): \(extracted.ending.reason)") }
  }

  private static func place(_ invocation: Invocation) throws(Misuse) -> String {
    let place = invocation[output] ?? "."
    if place == "-" {
      throw Misuse("--output takes a folder or a file: nothing goes to standard output", invocation.command)
    }
    guard !place.isEmpty else { throw Misuse("--output takes a folder or a file", invocation.command) }
    return place
  }

  /// Options that would do nothing without one of others.
  private static func checkCompany(_ invocation: Invocation) throws(Misuse) {
    let rules = [
      ([rate, channels, float], [sound]), ([png, time], [thumbnail]), ([side], [thumbnail, frames]),
      ([start, duration], [sound, frames]),
    ]
    for (options, others) in rules where !others.contains(where: invocation.isGiven) {
      guard let lonely = options.first(where: invocation.isGiven) else { continue }
      throw Misuse(
        "\(lonely.label) goes with \(others.map(\.label).joined(separator: " or "))", invocation.command)
    }
  }

  private static func extraction(_ invocation: Invocation) throws(Misuse) -> Extraction {
    var extraction = Extraction()
    if invocation.has(sound) {
      extraction.sound = .init(
        rate: try invocation.number(rate, in: 4000...192_000),
        channels: try invocation.number(channels, in: 1...2),
        samples: invocation.has(float) ? .float32 : .int16)
    }
    let side = try invocation.number(side, in: 16...2048) ?? 1280
    extraction.side = side
    if invocation.has(thumbnail) {
      extraction.thumbnail = .init(
        time: try number(invocation, time, in: 0...1e6), side: side,
        format: invocation.has(png) ? .png : .jpeg)
    }
    extraction.frames = try number(invocation, frames, in: 0.001...1000)
    extraction.start = try number(invocation, start, in: 0...1e6) ?? 0
    extraction.duration = try number(invocation, duration, in: 0.001...1e6)
    guard extraction.sound != nil || extraction.thumbnail != nil || extraction.frames != nil else {
      throw Misuse("nothing is asked for: --sound, --thumbnail or --frames N", invocation.command)
    }
    try checkCompany(invocation)
    return extraction
  }

  private static func number(
    _ invocation: Invocation, _ option: Option, in range: ClosedRange<Double>
  ) throws(Misuse) -> Double? {
    guard let text = invocation[option] else { return nil }
    if let number = Double(text), range.contains(number) { return number }
    throw Misuse(
      "\(option.label) takes a number from \(short(range.lowerBound)) to \(short(range.upperBound)), "
        + "not \"\(text)\"",
      invocation.command)
  }
}
