import Glibc
import TestVideo
import Vision

/// Fits the weights by which cuts are told from everything else that changes a picture.
///
/// usage: FitShots fit COUNT SEED     prints the weights of `CutWeights`
///        FitShots judge COUNT SEED   says how they do on the tuning half
///
/// It learns from clips of the tuning half of TestVideo and from nothing else: whole, with frames left out as a quick
/// decoder leaves them out, and in small pictures. With `--release`, as it paints many pictures.
@main struct Main {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count == 3, let count = Int(words[1]), let seed = UInt64(words[2]), count > 0 else {
      print("usage: FitShots fit|judge COUNT SEED")
      exit(2)
    }
    let samples = TestVideo.clips(.tuning, count: count, seed: seed).flatMap(Self.samples)
    switch words[0] {
    case "fit": Fit(samples).write()
    case "judge": judge(samples)
    default: exit(2)
    }
  }

  private static func samples(_ clip: Clip) -> [Sample] {
    var samples: [Sample] = []
    samples += Viewing(clip, width: 90, height: 160).samples
    samples += Viewing(clip, width: 90, height: 160, leavesOut: true).samples
    samples += Viewing(clip, width: 36, height: 64).samples
    return samples
  }

  private static func judge(_ samples: [Sample]) {
    let found = samples.filter { CutWeights.fitted.likelihood($0.values) >= 0.5 }
    let right = found.count(where: \.isCut), all = samples.count(where: \.isCut)
    print("precision \(Double(right) / Double(found.count)), recall \(Double(right) / Double(all))")
  }
}

/// A step that may be a cut.
struct Sample {
  let values: [Double]
  let isCut: Bool
}
