import Audio
import Documents
import Matching
import Media
import MediaWire

extension Commands {
  private static let output = Option(
    "output", short: "o", value: "PATH", help: "a folder, or the file to write (default .)")
  private static let force = Option("force", help: "replace a file that is there already")

  static let hook = Command(
    name: "hook",
    summary: "writes the stretch of a piece of music that is most worth using, as a WAV file",
    examples: [
      .init(line: "hook song.mp3", meaning: "15 seconds of it, as song-hook.wav"),
      .init(line: "hook song.mp3 --length 30 -o out.wav", meaning: "30 seconds"),
    ],
    operands: .init(usage: "FILE", count: 1...1),
    options: [hookLength, output, force, MediaBatch<RenderedHook>.timeout],
    notes: [
      "It begins on a downbeat where there are beats, and fades in and out for as long as it takes not",
      "to click. Where there is no music there is no hook, and nothing is written. A file has its name",
      "only once it is whole. Rate and channels are those of the file, two channels at most. JSON has",
      "\"beats\" and \"bars\" in seconds of what is written, to cut a film on.",
    ]
  ) { invocation, context in
    let settings = SoundAnalysis.Settings(hookLength: try hookSeconds(invocation, hookLength) ?? 15)
    let place = invocation[output] ?? "."
    guard !place.isEmpty, place != "-" else {
      throw Misuse("--output takes a folder or a file", invocation.command)
    }
    let batch = try MediaBatch<RenderedHook>(invocation, context)
    guard batch.entries.count == 1 else {
      throw Misuse("it takes one file, not a folder of \(batch.entries.count)", invocation.command)
    }
    let plan = try OutputPlan(
      of: batch.entries.map(\.path), in: place, makesOne: true, mayReplace: invocation.has(force))
    return try await batch.run { source, decoder in
      try await HookRendering(path: source.path, settings: settings, names: plan.names(ofSource: 0))
        .render(decoder)
    } show: { path, rendered in
      show(path, rendered, context.console)
    }
  }

  private static func show(_ path: String, _ rendered: RenderedHook, _ console: Console) {
    let hook = rendered.hook
    guard console.isJSON else {
      if let lack = rendered.lack { console.warn("\(path): \(lack)") }
      console.result("\(printable(rendered.path)) (\(grouped(rendered.byteCount)) bytes)")
      let times = "\(InfoReport.clock(hook.start)) to \(InfoReport.clock(hook.end))"
      return console.result("\(times): \(hook.sentence)")
    }
    console.line([
      "path": .string(path), "start": .time(hook.start), "end": .time(hook.end),
      "reason": .string(hook.sentence), "output": .string(rendered.path), "bytes": .int(rendered.byteCount),
      "beats": .array(rendered.grid.beats.map(JSONValue.time)),
      "bars": .array(rendered.grid.bars.map(JSONValue.time)), "lack": JSONValue(rendered.lack),
    ])
  }
}
