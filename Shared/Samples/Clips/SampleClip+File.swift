extension SampleClip {
  /// In samples a second.
  public static let soundRates = 8_000...48_000

  /// The film as a file (AVI), whole in memory: at most eight megabytes. `soundRate` is one of `soundRates`.
  public func file(soundRate: Int) -> [UInt8] {
    precondition(Self.soundRates.contains(soundRate), "an impossible sound")
    let plan = plan
    let movie = MovieFile(
      width: Self.width, height: Self.height, frameRate: ClipPlan.frameRate, frameCount: plan.frameCount,
      soundRate: sound == .none ? nil : soundRate)
    var painter = ClipPainter(self, plan)
    return movie.bytes(sound: samples(rate: soundRate)) { painter.paint($0, to: &$1) }
  }

  /// What is heard, one channel; none where there is no sound track.
  func samples(rate: Int) -> [Float] {
    switch sound {
    case .song(let song, let start): song.samples(rate: rate, from: start, seconds: seconds)
    case .speech: Speech(seed: seed, rate: rate).samples(seconds: seconds)
    case .noise: Racket(seed: seed, rate: rate).samples(seconds: seconds)
    case .silence: [Float](repeating: 0, count: seconds * rate)
    case .none: []
    }
  }
}

extension SampleSong {
  /// What sounds before a part, in seconds, and is still heard in it.
  private static let lead = 3

  /// A part of it as it sounds in the whole, but for how loud it is: as loud as it can be. What comes after the end is
  /// silence.
  func samples(rate: Int, from start: Int, seconds: Int) -> [Float] {
    let early = max(0, start - Self.lead)
    let end = min(duration, start + seconds)
    let part = plan.sound(rate: rate, from: early, to: end)
    let missing = [Float](repeating: 0, count: (start + seconds - end) * rate)
    return part.dropFirst((start - early) * rate) + missing
  }
}
