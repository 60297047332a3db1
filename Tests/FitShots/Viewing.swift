import TestVideo
import Vision

/// A clip as the finder of cuts sees it.
struct Viewing {
  private(set) var samples: [Sample] = []

  init(_ clip: Clip, width: Int, height: Int, leavesOut: Bool = false) {
    var painter = Painter(clip, width: width, height: height)
    var finder = CutFinder()
    var found: [CutFinder.Candidate] = []
    var shown: [Int] = []
    for frame in 0..<clip.frameCount {
      if leavesOut && Self.isLeftOut(frame, clip) { continue }
      shown.append(frame)
      let picture = Frame(
        width: width, height: height, time: clip.time(of: frame), pixels: painter.pixels(of: frame))
      if let picture { found += finder.take(Signature(picture)) }
    }
    found += finder.finish()
    // The first frame that is shown of what follows a cut.
    let cuts = clip.cutFrames.compactMap { cut in shown.first { $0 >= cut } }.map(clip.time)
    samples = found.map { candidate in
      Sample(
        values: candidate.evidence.values, isCut: cuts.contains { abs($0 - candidate.time) < 1e-6 })
    }
  }

  /// As with frames that no other one needs: most of them, but seldom the first of a scene.
  private static func isLeftOut(_ frame: Int, _ clip: Clip) -> Bool {
    guard frame > 0 else { return false }
    if clip.cutFrames.contains(frame) { return frame % 4 == 0 }
    return frame % 2 == 1 || frame % 6 == 4
  }
}
