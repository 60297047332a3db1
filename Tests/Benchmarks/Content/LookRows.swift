import FoundationEssentials
import Lifecycle
import TestPictures
import Vision

extension Question {
  static let looks = Question(
    name: "looks",
    help:
      "colourfulness, SI and TI of drawn clips: the greatest difference to the formulas in numpy, as a part"
  ) { bench in try await LookRows(bench).findings() }
}

/// What is measured by both.
private struct Measured: Decodable {
  var colourfulness: Double
  var si: Double
  var siMean: Double
  var ti: Double
  var tiMean: Double
  var motion: Double
  var brightness: Double

  static let parts: [(name: String, of: @Sendable (Measured) -> Double)] = [
    ("colourfulness", { $0.colourfulness }), ("si", { $0.si }), ("si-mean", { $0.siMean }), ("ti", { $0.ti }),
    ("ti-mean", { $0.tiMean }), ("motion", { $0.motion }), ("brightness", { $0.brightness }),
  ]
}

private struct LookRows {
  private static let clips = 24
  private static let sizes = [(90, 160), (160, 90), (64, 64), (33, 47)]

  let bench: Bench

  init(_ bench: Bench) { self.bench = bench }

  func findings() async throws -> [Finding] {
    let python: PythonEnvironment
    do {
      python = try await PythonEnvironment("bench-looks", peer: "Looks", bench.progress)
    } catch let error as BenchError {
      return rows([], skipped: error.description)
    }
    var pairs: [(ours: Measured, peer: Measured)] = []
    for clip in 0..<Self.clips {
      let (width, height) = Self.sizes[clip % Self.sizes.count]
      let frames = Self.frames(UInt64(bench.scale.seed + clip), width: width, height: height)
      pairs.append((try Self.ours(frames), try await reference(frames, python)))
    }
    return rows(pairs, skipped: nil)
  }

  private func rows(_ pairs: [(ours: Measured, peer: Measured)], skipped: String?) -> [Finding] {
    Measured.parts.map { name, of in
      let differences = pairs.map { abs(of($0.ours) / of($0.peer) - 1) }
      return Finding(
        name: "looks/\(name)", unit: "part", ours: differences.max() ?? .infinity,
        peers: [("numpy", skipped.map { .skipped($0) } ?? .figure(0))], target: .atMost(0.01),
        count: pairs.count, seed: bench.scale.seed, details: [("mean", mean(pairs.map { of($0.ours) }))])
    }
  }

  private func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// Two scenes with a cut between them, that move and have noise.
  private static func frames(_ seed: UInt64, width: Int, height: Int) -> [Frame] {
    var draw = Draw(seed: seed)
    return (0..<12).map { index in
      let scene = Picture.scene(seed: seed * 2 + UInt64(index / 6), width: width + 12, height: height)
      var picture = scene.part(left: index % 6 * 2, top: 0, width: width, height: height)
      for place in picture.values.indices { picture.values[place] += 4 * draw.noise() }
      return picture.frame(time: Double(index) / 25)
    }
  }

  private static func ours(_ frames: [Frame]) throws -> Measured {
    var meter = LooksMeter()
    for frame in frames { meter.take(frame) }
    guard let looks = meter.finish(), let motion = looks.motion else { throw BenchError("nothing was seen") }
    return Measured(
      colourfulness: looks.colourfulness.mean, si: looks.spatialInformation.greatest,
      siMean: looks.spatialInformation.mean, ti: motion.temporalInformation,
      tiMean: motion.meanTemporalInformation, motion: motion.energy, brightness: looks.brightness.mean)
  }

  private func reference(_ frames: [Frame], _ python: PythonEnvironment) async throws -> Measured {
    try await withTemporaryFile { path in
      try Data(frames.flatMap(\.pixels)).write(to: URL(filePath: path))
      let child = ChildProcess(
        python.bin + "/python",
        [python.folder + "/peer.py", path, "\(frames[0].width)", "\(frames[0].height)"],
        timeout: .seconds(120))
      let result = try await child.run()
      guard result.isSuccess else {
        throw BenchError("the reference failed: \(result.errorText.suffix(300))")
      }
      return try JSONDecoder().decode(Measured.self, from: Data(result.text.utf8))
    }
  }
}
