import FoundationEssentials
import Glibc
import Lifecycle
import Samples
import TestMusic

extension Question {
  static let speed = Question(
    name: "speed",
    help:
      "a 3-minute mp3: CPU s of all processes, cores that --jobs 2 keeps busy, memory; peers without imports"
  ) { bench in
    try await withTemporaryFolder { folder in
      let song = try await Self.song(in: folder, bench)
      let rows = try await SpeedRows(song, bench)
      return [
        try await rows.features(), try await rows.whole(), try await rows.cores(in: folder),
        try await rows.memory(),
      ]
    }
  }

  /// Three minutes of a song, which is repeated where it is shorter.
  private static func song(in folder: String, _ bench: Bench) async throws -> String {
    let pieces = TestMusic.songs(.unseen, count: 4, seed: UInt64(bench.scale.seed))
    guard let longest = pieces.max(by: { $0.truth.duration < $1.truth.duration }) else {
      throw BenchError("there is no song to measure with")
    }
    let source = "\(folder)/source.wav", path = "\(folder)/song.mp3"
    try Data(longest.sound().waveFile()).write(to: URL(filePath: source))
    defer { unlink(source) }
    let result = try await ChildProcess(
      "ffmpeg",
      ["-v", "error", "-nostdin", "-stream_loop", "-1", "-i", source, "-t", "180"]
        + ["-ar", "44100", "-b:a", "192k", path]
    ).run()
    guard result.isSuccess else { throw BenchError("ffmpeg could not make a song: \(result.errorText)") }
    return path
  }
}

private struct SpeedRows {
  private static let files = 8

  let song: String
  let bench: Bench
  /// What the whole analysis takes, with the start of both processes, a turn each.
  private let turns: [OurAnalysis.Turn]

  init(_ song: String, _ bench: Bench) async throws {
    (self.song, self.bench) = (song, bench)
    var ours = try OurAnalysis()
    ours.jobs = 1
    _ = try await ours.run([song])
    var turns: [OurAnalysis.Turn] = []
    for _ in 0..<bench.scale.rounds { turns.append(try await ours.run([song])) }
    self.turns = turns
    bench.progress.say("speed: ours took \(median(turns.map(\.cpuSeconds)).short) CPU s")
  }

  private var cpuSeconds: Double { median(turns.map(\.cpuSeconds)) }

  /// Ours is all that `analyze` does, which is more than what the peer is asked for.
  func features() async throws -> Finding {
    try await row("features", "librosa load, beat_track, chroma_cqt, mfcc", .timesLess(3))
  }

  func whole() async throws -> Finding {
    try await row("whole", "essentia MusicExtractor", .timesLess(8), work: "extractor")
  }

  private func row(
    _ name: String, _ peer: String, _ target: Finding.Target, work: String = "features"
  ) async throws -> Finding {
    var figures: [Double] = []
    var answer: Finding.Answer?
    for _ in 0..<bench.scale.rounds where answer == nil {
      switch try await AudioPeers.shared.cost(work, song, bench) {
      case .success(let cost): figures.append(cost.cpu)
      case .failure(let error): answer = .skipped(error.description)
      }
    }
    bench.progress.say("speed: \(peer) took \(figures.last?.short ?? "nothing: it is not there")")
    return Finding(
      name: "speed/" + name, unit: "CPU s", ours: cpuSeconds,
      peers: [(peer, answer ?? .figure(median(figures)))], target: target, count: turns.count,
      seed: bench.scale.seed)
  }

  /// Beside it, how many cores other programs kept busy in that time, and how many ours could have used.
  func cores(in folder: String) async throws -> Finding {
    let paths = (0..<Self.files).map { "\(folder)/\($0).mp3" }
    for path in paths { guard link(song, path) == 0 else { throw BenchError("\(path) cannot be written") } }
    var busy: [Double] = [], others: [Double] = [], wanted: [Double] = []
    for _ in 0..<bench.scale.rounds {
      let before = Machine.busySeconds()
      let watch = Task { await Descendants.processorsWanted(atMost: 2) }
      let turn = try await OurAnalysis().run(paths)
      watch.cancel()
      wanted.append(await watch.value)
      busy.append(turn.cpuSeconds / turn.seconds)
      others.append(max(0, Machine.busySeconds() - before - turn.cpuSeconds) / turn.seconds)
    }
    return Finding(
      name: "speed/cores-of-2-jobs", unit: "cores", ours: median(busy), target: .atLeast(1.7),
      count: Self.files, seed: bench.scale.seed,
      details: [
        ("wanted", median(wanted)), ("others", median(others)),
        ("cores", Double(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      ])
  }

  func memory() async throws -> Finding {
    let watch = Task { await Descendants.peakMemory() }
    var ours = try OurAnalysis()
    ours.jobs = 1
    _ = try await ours.run([song])
    watch.cancel()
    let peaks = await watch.value
    var peers: [(String, Finding.Answer)] = []
    for (name, work) in [("librosa", "features"), ("essentia MusicExtractor", "extractor")] {
      switch try await AudioPeers.shared.cost(work, song, bench) {
      case .success(let cost): peers.append((name, .figure(cost.megabytes)))
      case .failure(let error): peers.append((name, .skipped(error.description)))
      }
    }
    let details = peaks.map { (name: $0.key, value: $0.value) }.sorted { $0.name < $1.name }
    return Finding(
      name: "speed/peak-memory", unit: "MB", ours: peaks.values.reduce(0, +), peers: peers, target: .none,
      count: 1, seed: bench.scale.seed, details: details)
  }
}
