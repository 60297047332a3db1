import Glibc

extension SoundCourse {
  /// Seconds from point to point, where that does not make too many.
  private static let finestStep = 0.5

  /// Of what was heard, and how loud it is.
  init(_ heard: Heard, _ levels: LevelCurve) {
    let duration = heard.duration
    guard duration > 0 else {
      self.init(stretches: [], step: Self.finestStep, energy: [], loudness: [])
      return
    }
    let count = min(Self.mostPoints, Int((duration / Self.finestStep).rounded(.up)))
    let step = duration / Double(count)
    let moments = (0..<count).map { (Double($0) + 0.5) * step }
    let loudness = moments.map { levels.loudness(about: $0) }
    let liveliness = Liveliness(heard)
    self.init(
      stretches: StretchFinder(heard).stretches(), step: step,
      energy: zip(moments, loudness).map { Self.rounded(liveliness.energy(about: $0, loudness: $1), 1000) },
      loudness: loudness.map { Self.rounded($0, 100) })
  }

  /// So that what is written down has no more digits than it is worth.
  private static func rounded(_ value: Double, _ parts: Double) -> Double {
    (value * parts).rounded() / parts
  }
}

/// How lively a sound is at any moment.
private struct Liveliness {
  private let heard: Heard
  /// How far the timbre moves to each frame.
  private let flux: [Double]

  init(_ heard: Heard) {
    self.heard = heard
    flux = KindTraits.flux(heard.timbre, Array(heard.shape.powers.indices))
  }

  /// The trait of that name, of the seconds about a moment; 0 in silence.
  func energy(about time: Double, loudness: Double) -> Double {
    let (start, end) = (time - LevelCurve.window / 2, time + LevelCurve.window / 2)
    let shape = heard.shape
    let all = KindTraits.range(start, end, rate: shape.rate, count: shape.powers.count)
    let top = Double(shape.powers[all].max() ?? 0)
    guard top > KindJudge.silence, loudness > BlockHistogram.floor else { return 0 }
    // As of the whole, what is 60 dB below the loudest is a pause.
    let frames = all.filter { Double(shape.powers[$0]) > top * 1e-6 }
    let onsets = heard.onsets
    let moments = KindTraits.range(start, end, rate: onsets.rate, count: onsets.all.count)
    let seconds = max(0.5, Double(moments.count) / onsets.rate)
    let measures: [Measure: Double] = [
      .loudness: loudness,
      .onsetRate: Double(Onsets.count(onsets.all[moments], rate: onsets.rate)) / seconds,
      .brightness: log2(max(50, frames.map { Double(shape.centroids[$0]) }.mean) / 1000),
      .flatness: frames.map { Double(shape.flatness[$0]) }.mean,
      // The first frame moved from nothing.
      .motion: frames.compactMap { $0 > 0 && $0 <= flux.count ? flux[$0 - 1] : nil }.mean,
    ]
    return TraitFormula.energy.value(measures) ?? 0
  }
}
