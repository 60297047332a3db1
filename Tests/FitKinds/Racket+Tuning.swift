import Glibc
import Samples

/// Those to fit to.
extension Racket {
  mutating func shaped() -> [Float] {
    var sum = white().map { $0 * Float(draws.value(0...0.2)) }
    for _ in 0..<draws.number(1...4) {
      let hertz = 60 * exp2(draws.value(0...6.5))
      let level = Float(exp(draws.value(-2...0)))
      for (at, value) in band(hertz, width: hertz * draws.value(0.1...1.5)).enumerated() {
        sum[at] += level * value
      }
    }
    return draws.chance(60)
      ? zip(sum, gusts(exp(draws.value(-1...2.5)), depth: draws.value(0.2...1.5))).map { $0 * $1 } : sum
  }

  mutating func engine() -> [Float] {
    let base = draws.value(18...140), wander = gusts(draws.value(0.3...2), depth: draws.value(0...0.25))
    let levels = (1...draws.number(8...30)).map { exp(draws.value(-2...0)) / Double($0).squareRoot() }
    let roar = band(draws.value(100...2500), width: draws.value(200...3000))
    let amount = Float(draws.value(0.3...2)), jitter = draws.value(0...0.02)
    var phase = 0.0
    return (0..<count).map { at in
      phase += base * Double(wander[at]) / Self.rate * (1 + jitter * (draws.fraction() - 0.5) * 30)
      let tone = levels.enumerated().reduce(0) {
        $0 + $1.element * sin(2 * .pi * phase * Double($1.offset + 1))
      }
      return Float(tone) * 0.2 + roar[at] * amount * Float(0.6 + 0.4 * sin(2 * .pi * phase))
    }
  }

  /// Many who talk at once.
  mutating func crowd(voices: Int) -> [Float] {
    var sum = [Float](repeating: 0, count: count)
    for _ in 0..<voices {
      let base = draws.value(85...280), level = Float(exp(draws.value(-1.5...0)))
      let beat = gusts(draws.value(3...6), depth: 1.4), glide = gusts(draws.value(1...4), depth: 0.2)
      var vowel = Resonance(hertz: draws.value(350...900), width: 120)
      var upper = Resonance(hertz: draws.value(1100...2600), width: 200)
      var phase = draws.fraction()
      for at in 0..<count {
        phase += base * Double(glide[at]) / Self.rate
        let pulse = phase >= 1 ? 20.0 : 0.2 * (draws.fraction() - 0.5)
        if phase >= 1 { phase -= 1 }
        sum[at] += level * beat[at] * Float(vowel.next(pulse) + 0.5 * upper.next(pulse))
      }
    }
    return sum
  }

  mutating func applause() -> [Float] {
    let middle = draws.value(900...2200), density = exp(draws.value(2.5...6))
    return strewn(density) { draws in
      Self.burst(
        middle * exp(draws.value(-0.5...0.5)), width: 900, decay: draws.value(0.004...0.02), &draws)
    }
  }

  /// Things that fall: each rings in another way.
  mutating func clatter() -> [Float] {
    let slowest = draws.value(0.02...0.12)
    let bed = shaped(), share = Float(exp(draws.value(-5.0 ... -1)))
    let falls = strewn(exp(draws.value(0.5...3))) { draws in
      let base = 300 * exp2(draws.value(0...3.5)), decay = draws.value(0.008...slowest)
      let modes = (0..<5).map { _ in (base * draws.value(1...6), draws.value(0...6.28), draws.fraction()) }
      return (0..<Int(decay * 5 * Self.rate)).map { at in
        let second = Double(at) / Self.rate
        let wave = modes.reduce(0) { $0 + $1.2 * sin(2 * .pi * $1.0 * second + $1.1) }
        return Float((wave + draws.fraction() - 0.5) * exp(-second / decay))
      }
    }
    return zip(falls, bed).map { $0 + share * $1 }
  }

  mutating func radio() -> [Float] {
    let static_ = band(draws.value(800...3000), width: draws.value(1500...6000))
    let fades = gusts(draws.value(1...15), depth: draws.value(0.3...2))
    let pops = strewn(draws.value(1...30)) { draws in
      Self.burst(2500, width: 4000, decay: draws.value(0.0005...0.004), &draws)
    }
    return (0..<count).map { static_[$0] * fades[$0] * 0.3 + pops[$0] }
  }

  /// Each drop sings for a moment, upwards.
  mutating func drips(rate: Double, from range: ClosedRange<Double>) -> [Float] {
    let bed = shaped(), share = Float(draws.value(0.02...0.5))
    let drops = strewn(rate) { draws in
      let hertz = draws.value(range), decay = draws.value(0.004...0.03), rise = draws.value(0...10)
      return (0..<Int(decay * 5 * Self.rate)).map { at in
        let second = Double(at) / Self.rate
        return Float(sin(2 * .pi * hertz * second * (1 + rise * second)) * exp(-second / decay))
      }
    }
    return zip(drops, bed).map { $0 + share * $1 }
  }

  /// Thuds and what rustles after them, not in time.
  mutating func steps() -> [Float] {
    let room = band(draws.value(40...150), width: draws.value(60...400)), share = Float(draws.value(0.05...2))
    let body = draws.value(60...400)
    let steps = strewn(draws.value(1...6)) { draws in
      let thud = Self.burst(body, width: body, decay: draws.value(0.01...0.05), &draws)
      return thud.map { $0 * 4 } + Self.burst(3000, width: 4000, decay: draws.value(0.005...0.06), &draws)
    }
    return zip(steps, room).map { $0 + share * $1 }
  }
}
