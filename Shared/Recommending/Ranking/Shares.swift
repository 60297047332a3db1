import Models

/// Weights of up to 24 labels, in their order, side by side. In eights: the compiler takes wider ones apart again.
struct Shares: Sendable, Equatable {
  var first = SIMD8<Float>()
  var second = SIMD8<Float>()
  var third = SIMD8<Float>()

  init(first: SIMD8<Float>) { self.first = first }

  /// What has no place is left out; there are fewer labels.
  init(_ weights: [Double]) {
    for (place, weight) in weights.enumerated() {
      switch place {
      case 0..<8: first[place] = Float(weight)
      case 8..<16: second[place - 8] = Float(weight)
      case 16..<24: third[place - 16] = Float(weight)
      default: return
      }
    }
  }

  init<Label>(_ distribution: Distribution<Label>?) {
    self.init(Label.allCases.map { distribution?[$0] ?? 0 })
  }

  /// The weights of this many labels.
  func weights(_ count: Int) -> [Double] {
    let all = [first, second, third].flatMap { part in part.indices.map { Double(part[$0]) } }
    return Array(all.prefix(count))
  }

  /// The sum of products.
  func product(_ other: Shares) -> Double {
    let products = first * other.first + second * other.second + third * other.third
    return Double(products.sum())
  }
}
