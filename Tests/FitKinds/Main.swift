import Audio
import FoundationEssentials
import Glibc

/// Fits the weights by which speech, music and noise are told apart, and prints them.
///
/// usage: FitKinds SPEECH-FOLDER,... MUSIC-FOLDER,... NOISE-FOLDER,...
///
/// The folders hold sounds as raw 32-bit floats, one channel at 22.05 kHz, in files that end in .f32. Speech is made by
/// `voices` beside this file; music and noises are the tuning half of TestMusic, brought to that rate by ffmpeg.
@main struct Main {
  static func main() throws {
    guard CommandLine.arguments.count == 4 else {
      print("usage: FitKinds SPEECH-FOLDER,... MUSIC-FOLDER,... NOISE-FOLDER,...")
      exit(2)
    }
    var samples: [Sample] = []
    for (kind, folders) in CommandLine.arguments.dropFirst().enumerated() {
      for folder in folders.split(separator: ",") { samples += try windows(String(folder), kind: kind) }
    }
    let fitted = Fit(samples).run()
    for kind in 0..<3 {
      let own = samples.filter { $0.kind == kind }
      print("// \(KindJudge.kinds[kind]): \(own.count { fitted.choice($0.values) == kind }) of \(own.count)")
    }
    for row in fitted.rows { print("\(row.map { ($0 * 1000).rounded() / 1000 }),") }
  }

  private static func windows(_ folder: String, kind: Int) throws -> [Sample] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".f32") }
    return try files.sorted().flatMap { file in
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
      let listener = Listener()
      listener.take(
        data.withUnsafeBytes { bytes in
          (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        })
      let heard = listener.finish()
      return KindJudge().kinds(heard).windows.compactMap { window in
        KindTraits(heard, from: window.start, to: window.end).map { Sample(kind: kind, values: $0.values) }
      }
    }
  }
}

struct Sample {
  let kind: Int
  let values: [Double]
}

extension KindWeights {
  func choice(_ values: [Double]) -> Int {
    let chances = probabilities(values)
    return chances.indices.max { chances[$0] < chances[$1] } ?? 0
  }
}
