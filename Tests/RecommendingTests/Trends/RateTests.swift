import Glibc
import TestKit
import Testing

@testable import Recommending

@Suite struct RateTests {
  /// By the Binomial distribution that the Beta one sums up, for whole shapes.
  private func share(below limit: Double, _ first: Int, _ second: Int) -> Double {
    let count = first + second - 1
    return (first...count).reduce(0) { sum, hits in
      let ways = logGamma(Double(count + 1)) - logGamma(Double(hits + 1)) - logGamma(Double(count - hits + 1))
      return sum + exp(ways + Double(hits) * log(limit) + Double(count - hits) * log(1 - limit))
    }
  }

  @Test func `the Beta distribution is that of its sums`() {
    for first in [1, 2, 5, 30, 400] {
      for second in [1, 3, 17, 250] {
        for limit in [0.001, 0.2, 0.5, 0.77, 0.999] {
          let found = betaShare(below: limit, Double(first), Double(second))
          #expect(abs(found - share(below: limit, first, second)) < 1e-9, "\(limit) \(first) \(second)")
        }
      }
    }
    #expect(betaShare(below: 0, 2, 2) == 0 && betaShare(below: 1, 2, 2) == 1)
    #expect(abs(betaShare(below: 0.5, 0.5, 0.5) - 0.5) < 1e-12)
  }

  @Test func `large shapes are as good as normal, and near those that are just not large`() {
    let (below, above) = (betaShare(below: 0.51, 1_999, 2_001), betaShare(below: 0.51, 2_001, 2_003))

    #expect(abs(below - above) < 1e-3)
    #expect(abs(betaShare(below: 0.5, 1e9, 1e9) - 0.5) < 1e-9 && betaShare(below: 0.4, 1e9, 1e9) < 1e-9)
    #expect(betaShare(below: 0.5, 3, 5e7) > 0.999)
  }

  @Test func `a rate exceeds another as surely as draws of both do`() {
    var (now, before) = (Rate(), Rate())
    now.add(30, exposure: 2, weight: 1)
    before.add(70, exposure: 9, weight: 1)

    #expect(
      abs(now.chance(exceeding: before, times: 1) + before.chance(exceeding: now, times: 1) - 1) < 1e-12)
    #expect(abs(now.chance(exceeding: now, times: 1) - 0.5) < 1e-12)
    let seed: UInt64 = 11
    var numbers = FixedNumbers(seed: seed)
    let draws = (0..<20_000).count { _ in
      numbers.gamma(shape: now.shape) / now.exposure > 1.5 * numbers.gamma(shape: before.shape)
        / before.exposure
    }
    #expect(abs(Double(draws) / 20_000 - now.chance(exceeding: before, times: 1.5)) < 0.02, "seed \(seed)")
  }

  @Test func `the states are the cheapest of all that there could be`() {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<40 {
      let length = 10
      var course = UseCourse(length: length)
      for place in 0..<length where Double.random(in: 0..<1, using: &generator) < 0.9 {
        course.counts[place] = Double(Int.random(in: 0...(place > 6 ? 30 : 6), using: &generator))
        course.exposures[place] = Double.random(in: 0.5...1.5, using: &generator)
      }
      let base = (0.5 + course.counts.reduce(0, +)) / (0.5 + course.exposures.reduce(0, +))
      func cost(_ states: [Bool]) -> Double {
        var (sum, isHigh) = (0.0, false)
        for (place, state) in states.enumerated() {
          if state, !isHigh { sum += log(Double(max(2, course.knownCount))) }
          let rate = base * (state ? 2 : 1)
          sum -= course.counts[place] * log(rate) - rate * course.exposures[place]
          isHigh = state
        }
        return sum
      }

      let states = BurstStates(course)

      let all = (0..<1 << length).map { bits in (0..<length).map { bits >> $0 & 1 == 1 } }
      #expect(abs(cost(states.isBurst) - (all.map(cost).min() ?? 0)) < 1e-9, "round \(round)")
      #expect(states.start == nil || states.isBurst.last == true)
    }
  }
}
