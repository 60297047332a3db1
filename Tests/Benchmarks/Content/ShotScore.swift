import TestVideo

/// How well cuts are found: within two frames, each true one once.
struct ShotScore: Sendable, Equatable {
  static let tolerance = 2

  private(set) var right = 0
  private(set) var wrong = 0
  private(set) var missed = 0

  init() {}

  init(found: [Int], truth: [Int]) {
    var left = truth.sorted()
    for frame in found.sorted() {
      if let index = left.firstIndex(where: { abs($0 - frame) <= Self.tolerance }) {
        left.remove(at: index)
        right += 1
      } else {
        wrong += 1
      }
    }
    missed = left.count
  }

  /// 1 where there is nothing to find and nothing was found.
  var fMeasure: Double {
    let all = 2 * right + wrong + missed
    return all == 0 ? 1 : Double(2 * right) / Double(all)
  }

  var precision: Double { right + wrong == 0 ? 1 : Double(right) / Double(right + wrong) }
  var recall: Double { right + missed == 0 ? 1 : Double(right) / Double(right + missed) }

  static func + (one: ShotScore, other: ShotScore) -> ShotScore {
    var sum = one
    sum.right += other.right
    sum.wrong += other.wrong
    sum.missed += other.missed
    return sum
  }
}

extension Clip {
  /// The frame that is shown at a time, or the one that comes nearest to it.
  func frame(nearestTo time: Double) -> Int {
    (0..<frameCount).min { abs(self.time(of: $0) - time) < abs(self.time(of: $1) - time) } ?? 0
  }
}
