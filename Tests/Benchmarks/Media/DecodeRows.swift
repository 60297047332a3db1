import Glibc
import Media
import MediaWire

extension Benchmark {
  /// Decoding by the child that lives long, against the program that is started for each file.
  static let decodeRows = [audio, frames, skips]

  private static let audio = Comparison(
    name: "audio", unit: "CPU s", peerName: "ffmpeg", goal: .lower(), target: 0.85, needsDatabase: false,
    help: "a 3-minute mp3 to 22,050 samples a second of one channel; ffmpeg to a pipe"
  ) { bench in
    let order = DecodeOrder(sound: .init())
    let peer = "-f f32le -ac 1 -ar 22050"
    return try await compare(bench, "audio", .song, order, peer: peer) { $0.sampleCount > 3_900_000 }
  }

  private static let frames = Comparison(
    name: "frames", unit: "CPU s", peerName: "ffmpeg", goal: .lower(), target: 0.85, needsDatabase: false,
    help: "60 s of 576x1024 h264 to every frame at 90x160 in RGB; ffmpeg to a pipe"
  ) { bench in
    let order = DecodeOrder(pictures: .init())
    return try await compare(bench, "frames", .clip, order, peer: scaled) { $0.pictureCount == 1800 }
  }

  /// The gain of leaving out, beside what is lost by it.
  private static let skips = Comparison(
    name: "skips", unit: "CPU s", peerName: "every frame exactly", goal: .lower(), target: 1.2,
    needsDatabase: false,
    help: "the same clip without loop filter, unreferenced frames and exactness, against ours with them"
  ) { bench in
    try await BenchmarkMedia.clip.with { file in try await compareSkips(bench, file) }
  }

  private static func compareSkips(_ bench: Bench, _ file: String) async throws -> Figures {
    let quick = DecodeOrder(pictures: .init(skips: [.loopFilter, .unreferenced, .exactness]))
    var kept = 0
    var figures = try await bench.compare("skips") {
      let run = try await OurDecoding.measure(file, quick, bench)
      kept = run.pictureCount
      return run.cpuSeconds
    } peer: {
      try await OurDecoding.measure(file, DecodeOrder(pictures: .init()), bench).cpuSeconds
    }
    figures.details = [("frames kept", Double(kept)), ("frames", 1800)]
    for (name, only) in single {
      let run = try await OurDecoding.measure(file, DecodeOrder(pictures: only), bench)
      figures.details.append((name, figures.peer / run.cpuSeconds))
    }
    return figures
  }

  /// Each way of leaving out by itself; the figure is how many times as quick it is.
  private static let single: [(String, DecodeOrder.Pictures)] = [
    ("gain without loop filter", .init(skips: [.loopFilter])),
    ("gain without unreferenced", .init(skips: [.unreferenced])),
    ("gain of key frames only", .init(choice: .keyFrames)),
  ]

  private static let scaled = "-vf scale=90:160:flags=fast_bilinear -pix_fmt rgb24 -f rawvideo"

  private static func compare(
    _ bench: Bench, _ name: String, _ media: BenchmarkMedia, _ order: DecodeOrder, peer: String,
    isWhole: (OurDecoding) -> Bool
  ) async throws -> Figures {
    try await media.with { file in
      var last: OurDecoding?
      var figures = try await bench.compare(name) {
        let run = try await OurDecoding.measure(file, order, bench)
        guard isWhole(run) else { throw BenchError("the decoder left something of \(name) out: \(run)") }
        last = run
        return run.cpuSeconds
      } peer: {
        try FFmpegDecoding.cpuSeconds(file, peer)
      }
      if let last {
        figures.details = [("with all of the start", last.firstCPUSeconds), ("MB", last.megabytes)]
      }
      return figures
    }
  }
}

/// CPU time of this process and of the children that it has waited for.
func processorSeconds() -> Double {
  [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
    var usage = rusage()
    getrusage(__rusage_who_t(who.rawValue), &usage)
    return sum
      + [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
