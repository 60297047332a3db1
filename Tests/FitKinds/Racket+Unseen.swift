import Glibc
import Samples

/// Those to judge by.
extension Racket {
  mutating func traffic() -> [Float] {
    var sum = band(90, width: 160).map { $0 * 0.5 }
    for _ in 0..<max(1, count / 60_000) {
      let middle = draws.value(0...Double(count)), width = draws.value(0.6...2.5) * Self.rate
      let tyres = band(draws.value(500...1300), width: draws.value(600...2000))
      for at in 0..<count {
        let away = (Double(at) - middle) / width
        sum[at] += tyres[at] * Float(1 / (1 + away * away))
      }
    }
    return sum
  }

  mutating func fan() -> [Float] {
    let air = band(draws.value(200...900), width: draws.value(400...3000))
    let hertz = draws.value(6...40), depth = draws.value(0.05...0.5), hum = draws.value(0...0.15)
    let mains = draws.pick([100.0, 120])
    return air.enumerated().map { at, value in
      let second = Double(at) / Self.rate
      return value * Float(1 + depth * sin(2 * .pi * hertz * second))
        + Float(hum * sin(2 * .pi * mains * second))
    }
  }

  mutating func fire() -> [Float] {
    let rumble = zip(band(60, width: 120), gusts(6, depth: 0.6)).map { $0 * $1 }
    let cracks = strewn(draws.value(4...40)) { draws in
      Self.burst(draws.value(800...5000), width: 3000, decay: draws.value(0.001...0.01), &draws)
    }
    let share = Float(draws.value(0.1...1))
    return zip(rumble, cracks).map { share * $0 + $1 }
  }

  mutating func typing() -> [Float] {
    let room = band(250, width: 500).map { $0 * 0.03 }
    let body = draws.value(900...2500)
    let strokes = strewn(draws.value(3...10)) { draws in
      let down = Self.burst(
        body * draws.value(0.8...1.2), width: 1500, decay: draws.value(0.003...0.012), &draws)
      let gap = [Float](repeating: 0, count: Int(draws.value(0.03...0.08) * Self.rate))
      return down + gap + Self.burst(body * 1.5, width: 2500, decay: 0.003, &draws).map { $0 * 0.4 }
    }
    return zip(strokes, room).map { $0 + $1 }
  }

  mutating func cheering() -> [Float] {
    let hands = applause(), people = crowd(voices: draws.number(25...50))
    let share = Float(draws.value(0.002...0.02))
    return zip(hands, people).map { $0 + share * $1 }
  }
}
