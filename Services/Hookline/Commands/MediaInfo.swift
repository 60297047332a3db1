import Media
import MediaWire

extension Commands {
  static let mediaFiles = Command.Operands(usage: "FILE…", count: 1...Int.max)
  static let mediaNotes = [
    "A folder stands for all files in it and in its folders; what is hidden, a link or no file",
    "is skipped there. A file that fails is told of and the rest goes on; the exit code is 1",
    "then. --json prints one object a line, and one with an \"error\" for a file that fails.",
    "The files are decoded by hookline-media-decoder, which may do nothing else; it lies beside",
    "hookline or in PATH, or HOOKLINE_MEDIA_DECODER names it. No servers are needed.",
  ]

  static let mediaInfo = Command(
    name: "media info",
    summary: "shows what sound and video files say of themselves",
    examples: [
      .init(line: "media info song.mp3", meaning: "container, duration, streams and tags"),
      .init(line: "media info --json ~/Music", meaning: "one JSON object a line for each file in a folder"),
    ],
    operands: mediaFiles, options: [MediaBatch<MediaInfo>.timeout], notes: mediaNotes
  ) { invocation, context in
    try await MediaBatch(invocation, context).run { source, decoder in
      try await decoder.info(of: MediaFile(path: source.path))
    } show: { path, info in
      InfoReport(path: path, info: info).show(on: context.console)
    }
  }
}
