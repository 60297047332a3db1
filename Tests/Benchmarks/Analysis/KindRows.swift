import FoundationEssentials
import Lifecycle
import TestMusic

extension Question {
  static let kinds = Question(
    name: "kinds",
    help:
      "speech, music and noise by 3 s cut out of voices, unseen styles, accompaniments and noises; hookline analyze"
  ) { bench in
    try await withTemporaryFolder { folder in
      var rows: [(kind: String, source: String, isRight: [Bool])] = []
      for (kind, source, paths) in try await KindSources(folder, bench).all() {
        let clips = try await heardClips(of: paths, in: "\(folder)/\(source)")
        bench.progress.say("kinds: heard \(clips.count) clips of \(source)")
        rows.append((kind, source, clips.map { $0.kinds?.name == kind }))
      }
      return [finding(rows, bench)]
    }
  }

  /// Each kind counts as much as another, however many clips there are of it.
  private static func finding(
    _ rows: [(kind: String, source: String, isRight: [Bool])], _ bench: Bench
  ) -> Finding {
    let kinds = ["speech", "music", "noise"].map { kind in
      (name: kind, value: share(rows.filter { $0.kind == kind }.flatMap(\.isRight)) { $0 })
    }
    let sources = rows.flatMap { row in
      [
        ("of " + row.source, share(row.isRight) { $0 }),
        ("clips of " + row.source, Double(row.isRight.count)),
      ]
    }
    return Finding(
      name: "kinds/per-3-seconds", unit: "share", ours: mean(kinds.map(\.value)), target: .atLeast(0.95),
      count: rows.reduce(0) { $0 + $1.isRight.count }, seed: bench.scale.seed, details: kinds + sources)
  }

  /// What is heard in all stretches of three seconds; the rest of each file is left out.
  private static func heardClips(of paths: [String], in folder: String) async throws -> [HeardMusic] {
    guard !paths.isEmpty else { return [] }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (index, path) in paths.enumerated() {
      let cut = ["-f", "segment", "-segment_time", "3", "\(folder)/\(index)-%03d.wav"]
      let result = try await ChildProcess("ffmpeg", ["-v", "error", "-nostdin", "-i", path] + cut).run()
      guard result.isSuccess else { throw BenchError("ffmpeg could not cut \(path): \(result.errorText)") }
    }
    let turn = try await OurAnalysis().run([folder])
    // A clip without an answer has no length either, and is left out like the ends that are too short: of each file one.
    let missing = turn.output.split(separator: "\n").count - turn.heard.count
    guard missing <= paths.count else { throw BenchError("\(missing) clips could not be analyzed") }
    // What is below -70 LUFS throughout, as dither is and the end of a fade, is not loud enough to be anything.
    return turn.heard.values.filter { ($0.duration ?? 0) > 2.9 && $0.loudness?.integrated != nil }
  }
}

/// Where the sounds of each kind come from.
private struct KindSources {
  let folder: String
  let bench: Bench

  init(_ folder: String, _ bench: Bench) { (self.folder, self.bench) = (folder, bench) }

  func all() async throws -> [(kind: String, source: String, paths: [String])] {
    let count = max(4, bench.scale.pieces / 8)
    let seed = UInt64(bench.scale.seed)
    let music = TestMusic.mixed(.unseen, count: count * 2, seed: seed).filter { $0.truth.kind == .music }
    let noises = TestMusic.nothing(.unseen, count: count, seed: seed).filter { $0.truth.kind == .noise }
    return [
      ("speech", "voices", try await SpokenWords.write(to: folder, bench)),
      ("music", "styles", try write(Array(music.prefix(count)))),
      (
        "music", "accompaniments",
        try await Accompaniments.write(to: folder, count: count / 2, seed: bench.scale.seed)
      ),
      ("noise", "noises", try write(noises)),
    ]
  }

  private func write(_ pieces: [Piece]) throws -> [String] {
    try pieces.map { piece in
      let path = "\(folder)/\(piece.name).wav"
      try Data(MusicSet.mixed.file(piece)).write(to: URL(filePath: path))
      return path
    }
  }
}
