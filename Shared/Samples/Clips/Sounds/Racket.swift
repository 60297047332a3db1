import Glibc

/// What a street or a storm sounds like: noise in several bands that swell and fade each in its own time.
struct Racket {
  let rate: Int
  private var draws: Draws

  init(seed: UInt64, rate: Int) {
    self.rate = rate
    draws = Draws(seed, .clipSound)
  }

  func samples(seconds: Int) -> [Float] {
    var racket = self
    return racket.made(seconds * rate)
  }

  private mutating func made(_ count: Int) -> [Float] {
    var bands = (0..<3).map { _ in
      Resonance(
        hertz: Double(draws.number(300...2_500)), width: Double(draws.number(1_200...3_000)),
        rate: Double(rate))
    }
    let turns = (0..<3).map { _ in (hertz: 0.05 + 0.3 * draws.fraction(), phase: draws.fraction()) }
    var state = UInt32(truncatingIfNeeded: draws.next())
    var gains = [0.0, 0, 0]
    return (0..<count).map { index in
      if index % 256 == 0 {
        let time = Double(index) / Double(rate)
        gains = turns.map { 0.3 + 0.2 * sin(2 * Double.pi * (time * $0.hertz + $0.phase)) }
      }
      state = state &* 1_664_525 &+ 1_013_904_223
      let white = Double(Int32(bitPattern: state)) / 2_147_483_648
      var sum = white * 0.05
      for band in 0..<3 { sum += gains[band] * bands[band].next(white) }
      return Float(max(-0.9, min(0.9, sum)))
    }
  }
}
