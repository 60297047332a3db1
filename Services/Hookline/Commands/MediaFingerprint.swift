import Documents
import Media
import MediaWire

extension Commands {
  private static let seconds = Option(
    "seconds", value: "N", help: "how much from the start counts (default 120, at most 3600)")

  static let mediaFingerprint = Command(
    name: "media fingerprint",
    summary: "prints the Chromaprint fingerprints of recordings",
    examples: [
      .init(
        line: "media fingerprint song.mp3", meaning: "its name, seconds and items, as \"fpcalc -raw\""),
      .init(line: "media fingerprint --json ~/Music", meaning: "one JSON object a line"),
    ],
    operands: mediaFiles, options: [seconds, MediaBatch<Print>.timeout],
    notes: [
      "DURATION is of what the fingerprint is of, and items are numbers of 32 bits."
    ] + mediaNotes
  ) { invocation, context in
    let limit = try invocation.number(seconds, in: 1...3600) ?? 120
    return try await MediaBatch(invocation, context).run { source, decoder in
      let prints = try await decoder.prints(of: MediaFile(path: source.path), limit: Double(limit))
      guard let print = prints.first else { throw MediaError(.missing, "there is no fingerprint of it") }
      return print
    } show: { path, print in
      show(path, print, context.console)
    }
  }

  private static func show(_ path: String, _ print: Print, _ console: Console) {
    guard console.isJSON else {
      let items = print.items.map(String.init).joined(separator: ",")
      return console.result(
        "FILE=\(printable(path))\nDURATION=\(Int(print.duration))\nFINGERPRINT=\(items)\n")
    }
    console.line([
      "path": .string(path), "duration": .double(print.duration), "itemDuration": .double(print.itemDuration),
      "items": .array(print.items.map { .int(Int($0)) }),
    ])
  }
}
