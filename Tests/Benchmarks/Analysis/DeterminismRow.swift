import Audio
import FoundationEssentials
import Media
import MediaWire
import TestMusic

extension Question {
  static let determinism = Question(
    name: "determinism",
    help:
      "the same bytes of every run of hookline analyze, by one job and by two, and for all chunks in this process"
  ) { bench in
    try await withTemporaryFolder { folder in
      let pieces = TestMusic.mixed(.unseen, count: 6, seed: UInt64(bench.scale.seed))
      try TestMusic.write(pieces, to: folder)
      let paths = pieces.map { "\(folder)/\($0.name).wav" }
      return [try await runs(paths, bench), try await chunks(paths, bench)]
    }
  }

  private static func runs(_ paths: [String], _ bench: Bench) async throws -> Finding {
    var ours = try OurAnalysis()
    let turn = try await ours.run(paths)
    // The same failure each time is not what is meant.
    let (first, areAllHeard) = (turn.output, turn.heard.count == paths.count)
    var isSame: [Bool] = []
    for jobs in [1, 2, 2, 4] {
      ours.jobs = jobs
      isSame.append(try await ours.run(paths).output == first && areAllHeard)
    }
    return Finding(
      name: "determinism/runs", unit: "share", ours: share(isSame) { $0 }, target: .atLeast(1),
      count: isSame.count, seed: bench.scale.seed)
  }

  private static func chunks(_ paths: [String], _ bench: Bench) async throws -> Finding {
    bench.progress.say("determinism: runs are compared, now chunks")
    let decoder = Decoder(
      DecoderSettings(program: try Programs.beside("hookline-media-decoder")), logger: bench.logger)
    var isSame: [Bool] = []
    for path in paths {
      let order = DecodeOrder(sound: .init(rate: Listener.sampleRate))
      let sound = try await decoder.decode(try MediaFile(path: path), order, into: Samples()).consumer.samples
      let whole = try bytes(of: sound, by: max(1, sound.count))
      for size in [7, 1000, 4096, 65_536] { isSame.append(try bytes(of: sound, by: size) == whole) }
    }
    await decoder.close()
    return Finding(
      name: "determinism/chunks", unit: "share", ours: share(isSame) { $0 }, target: .atLeast(1),
      count: isSame.count, seed: bench.scale.seed)
  }

  private static func bytes(of sound: [Float], by size: Int) throws -> Data {
    let analysis = SoundAnalysis()
    for start in stride(from: 0, to: sound.count, by: size) {
      analysis.take(Array(sound[start..<min(sound.count, start + size)]))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(analysis.finish())
  }

  private struct Samples: ReplyConsumer {
    var samples: [Float] = []

    mutating func take(_ reply: Reply) {
      if case .sound(let part) = reply { samples += part.samples }
    }
  }
}
