import Audio
import Glibc
import Samples
import TestMusic

/// A noise of the world that is no music, beside the colours of TestMusic. What is judged by is of other sources than what
/// is fitted to.
struct Racket {
  enum Source: String, CaseIterable {
    case shaped, engine, crowd, applause, clatter, radio, drips, steps
    case traffic, fan, fire, stream, typing, cheering
  }

  static func sources(_ split: Split) -> [Source] {
    split == .tuning
      ? [.shaped, .engine, .crowd, .applause, .clatter, .radio, .drips, .steps]
      : [.traffic, .fan, .fire, .stream, .typing, .cheering]
  }

  static let rate = Double(Listener.sampleRate)

  let source: Source
  var draws: Draws
  let count: Int

  /// So many seconds of it.
  init(_ source: Source, seed: UInt64, seconds: Double) {
    self.source = source
    draws = Draws(seed, .testMusic, 40)
    count = Int(seconds * Self.rate)
  }

  mutating func samples() -> [Float] {
    switch source {
    case .shaped: shaped()
    case .engine: engine()
    case .crowd: crowd(voices: draws.number(12...40))
    case .applause: applause()
    case .clatter: clatter()
    case .radio: radio()
    case .drips: drips(rate: draws.value(2...40), from: 300...3000)
    case .steps: steps()
    case .traffic: traffic()
    case .fan: fan()
    case .fire: fire()
    case .stream: drips(rate: draws.value(60...300), from: 200...1800)
    case .typing: typing()
    case .cheering: cheering()
    }
  }

  mutating func white() -> [Float] {
    (0..<count).map { _ in Float(draws.fraction() * 2 - 1) }
  }

  /// A band of noise, narrow or wide.
  mutating func band(_ hertz: Double, width: Double) -> [Float] {
    var filter = Resonance(hertz: hertz, width: width)
    return (0..<count).map { _ in Float(filter.next(draws.fraction() * 2 - 1)) }
  }

  /// Values about 1 that wander, so many of them a second.
  mutating func gusts(_ perSecond: Double, depth: Double) -> [Float] {
    let step = max(1, Int(Self.rate / perSecond))
    var from = 1.0, to = 1.0
    return (0..<count).map { at in
      if at % step == 0 { (from, to) = (to, exp(depth * (draws.fraction() * 2 - 1))) }
      let part = 0.5 - 0.5 * cos(Double.pi * Double(at % step) / Double(step))
      return Float(from + (to - from) * part)
    }
  }

  /// Short sounds that come when they will, so many a second.
  mutating func strewn(_ perSecond: Double, _ sound: (inout Draws) -> [Float]) -> [Float] {
    var sum = [Float](repeating: 0, count: count)
    var second = 0.0
    while true {
      second -= log(1 - draws.fraction()) / perSecond
      let start = Int(second * Self.rate)
      guard start < count else { return sum }
      let level = Float(exp(draws.value(-2...0)))
      for (at, value) in sound(&draws).prefix(count - start).enumerated() { sum[start + at] += level * value }
    }
  }

  /// Noise that fades.
  static func burst(_ hertz: Double, width: Double, decay: Double, _ draws: inout Draws) -> [Float] {
    var filter = Resonance(hertz: hertz, width: width)
    return (0..<Int(decay * 5 * rate)).map { at in
      Float(filter.next(draws.fraction() * 2 - 1) * exp(-Double(at) / rate / decay))
    }
  }
}
