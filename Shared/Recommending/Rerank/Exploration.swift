import Factors
import Glibc

/// Gives two places of a list to tracks of which little is known, so that something can become known: each has the chance
/// that it is the best of them, as far as anybody can tell (Thompson sampling).
struct Exploration {
  /// From 0: the fourth and the eighth.
  static let slots = [3, 7]
  /// As if each had been shown so often already.
  static let strength = 20.0
  /// What the share of is logged.
  static let draws = 200

  /// A track that may be tried. `uses` of `shown` times that it was offered.
  struct Trial: Sendable, Equatable {
    let row: Int
    let chance: Double
    var shown = 0
    var uses = 0
  }

  /// What one slot got, and how likely that was.
  struct Draw: Sendable, Equatable {
    let slot: Int
    let row: Int
    /// The share of the draws that would have given the slot to it, the one that did among them.
    let propensity: Double
  }

  /// One after the other: what has a slot is not drawn again.
  static func draw(from trials: [Trial], slots: [Int] = slots, seed: UInt64, request: UInt64) -> [Draw] {
    var left = trials
    var drawn: [Draw] = []
    for slot in slots where !left.isEmpty {
      var wins = [Int](repeating: 0, count: left.count)
      var own = 0
      for draw in 0..<draws {
        // Streams of one request lie side by side, those of others far away.
        let stream = request &* 0x1_0000 &+ UInt64(slot * draws + draw)
        var random = Draws(CountedRandom(seed: seed, stream: stream))
        let winner = best(of: left, &random)
        wins[winner] += 1
        if draw == 0 { own = winner }
      }
      drawn.append(
        Draw(slot: slot, row: left[own].row, propensity: Double(wins[own]) / Double(draws)))
      left.remove(at: own)
    }
    return drawn
  }

  private static func best(of trials: [Trial], _ random: inout Draws) -> Int {
    var best = (place: 0, value: -1.0)
    for (place, trial) in trials.enumerated() {
      let chance = min(max(trial.chance, 1e-6), 1 - 1e-6)
      let value = random.beta(
        strength * chance + Double(trial.uses),
        strength * (1 - chance) + Double(max(0, trial.shown - trial.uses)))
      if value > best.value { best = (place, value) }
    }
    return best.place
  }
}

/// Random numbers one after the other.
struct Draws {
  private let random: CountedRandom
  private var place = 0

  init(_ random: CountedRandom) { self.random = random }

  mutating func uniform() -> Double {
    defer { place += 1 }
    return random.uniform(place)
  }

  mutating func normal() -> Double {
    let radius = (-2 * log(1 - uniform())).squareRoot()
    return radius * cos(2 * Double.pi * uniform())
  }

  /// By its logarithm, as small shapes give numbers that are as good as 0 (Marsaglia and Tsang 2000).
  mutating func logGamma(_ shape: Double) -> Double {
    guard shape >= 1 else { return logGamma(shape + 1) + log(max(uniform(), 1e-300)) / shape }
    let third = shape - 1.0 / 3
    let scale = 1 / (9 * third).squareRoot()
    while true {
      let normal = normal()
      let base = 1 + scale * normal
      guard base > 0 else { continue }
      let cube = base * base * base
      if log(max(uniform(), 1e-300)) < normal * normal / 2 + third * (1 - cube + log(cube)) {
        return log(third * cube)
      }
    }
  }

  mutating func beta(_ one: Double, _ other: Double) -> Double {
    1 / (1 + exp(logGamma(other) - logGamma(one)))
  }
}
