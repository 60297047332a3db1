/// What beats are judged by, made ready once for all rows of beats: onsets of three bands against the loudness around
/// them, and sums of notes and timbre, so that the mean of any span is told at once.
struct BeatSurroundings {
  let rate: Double
  let duration: Double
  /// Low, middle and high.
  let bands: [[Float]]
  let notes: RunningSums
  let timbre: RunningSums
  /// When the first clear sound begins, in seconds.
  let start: Double

  init(_ heard: Heard, _ chroma: Chroma) {
    let curves = heard.onsets
    rate = curves.rate
    duration = heard.duration
    bands = [curves.low, curves.middle, curves.high].map { Self.leveled($0, rate: curves.rate) }
    notes = RunningSums(chroma.values, width: 12, rate: chroma.rate)
    // Loudness counts half, or it would be all that counts.
    let width = TimbreFrames.coefficientCount
    let timbre = heard.timbre.coefficients.enumerated().map {
      $0.offset % width == 0 ? 0.5 * $0.element : $0.element
    }
    self.timbre = RunningSums(timbre, width: width, rate: heard.timbre.rate)
    let sorted = curves.all.sorted()
    let clear = sorted.isEmpty ? 0 : 0.25 * sorted[Int(0.97 * Double(sorted.count))]
    start = Double(curves.all.firstIndex { $0 > clear } ?? 0) / curves.rate
  }

  /// The greatest of five frames, against what is usual in the seconds around.
  private static func leveled(_ curve: [Float], rate: Double) -> [Float] {
    let widened = curve.indices.map { at in
      curve[max(0, at - 2)...min(curve.count - 1, at + 2)].reduce(0, max)
    }
    let usual = Smoothing.mean(widened.map { $0 * $0 }, radius: Int(6 * rate)).map { $0.squareRoot() }
    let floor = (usual.max() ?? 0) * 0.1 + 1e-9
    return zip(widened, usual).map { $0 / max($1, floor) }
  }
}

/// Sums of frames from the first on.
struct RunningSums {
  private let width: Int
  private let rate: Double
  private let count: Int
  private let sums: [Double]

  init(_ frames: [Float], width: Int, rate: Double) {
    self.width = width
    self.rate = rate
    count = frames.count / width
    var sums = [Double](repeating: 0, count: (count + 1) * width)
    for at in 0..<count * width { sums[at + width] = sums[at] + Double(frames[at]) }
    self.sums = sums
  }

  /// The mean of what is between two times, in seconds.
  func mean(from: Double, to: Double, into result: inout [Double]) {
    let (first, firstPart) = place(from), (last, lastPart) = place(to)
    let norm = 1 / max((to - from) * rate, 1e-3)
    for at in 0..<width {
      let low = sums[first + at] * (1 - firstPart) + sums[min(first + width, count * width) + at] * firstPart
      let high = sums[last + at] * (1 - lastPart) + sums[min(last + width, count * width) + at] * lastPart
      result[at] = (high - low) * norm
    }
  }

  private func place(_ time: Double) -> (start: Int, part: Double) {
    let place = min(Double(count), max(0, time * rate + 0.5))
    let frame = Int(place)
    return (frame * width, place - Double(frame))
  }
}
