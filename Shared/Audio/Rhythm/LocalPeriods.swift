/// Follows a tempo that drifts: the period around each frame.
enum LocalPeriods {
  /// `period` is that of all; a window's own may differ by a twentieth.
  static func track(_ periodicity: Periodicity, period: Double, count: Int) -> [Double] {
    let own = periodicity.windows.map { local($0.values, period: period) }
    // The median of three takes a lone slip away.
    let steady = own.indices.map { at in
      [own[max(0, at - 1)], own[at], own[min(own.count - 1, at + 1)]].sorted()[1]
    }
    let centres = periodicity.centres
    var at = 0
    return (0..<count).map { frame in
      while at + 1 < centres.count, abs(centres[at + 1] - frame) <= abs(centres[at] - frame) { at += 1 }
      return steady.isEmpty ? period : steady[at]
    }
  }

  private static func local(_ values: [Float], period: Double) -> Double {
    var best = period, height = -Double.infinity
    for step in -25...25 {
      let candidate = period * (1 + Double(step) * 0.002)
      let score = [1.0, 2, 3, 4].reduce(0) { $0 + Periodicity.value(values, at: candidate * $1) }
      if score > height { (best, height) = (candidate, score) }
    }
    return height > 0.2 ? best : period
  }
}
