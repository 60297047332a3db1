import Glibc
import Models

/// What "now", "lately" and "young" mean, in periods.
struct TrendScale {
  /// Velocity compares so many periods with so many before.
  let span: Int
  /// After so many periods the past says half as much.
  let halfLife: Double
  /// A burst that is no older is emerging.
  let young: Int
  /// What a burst has left behind is its decline for so long.
  let cooling: Int
  /// With fewer known periods nothing is usual yet.
  let least: Int

  init(_ period: UseWindow.Period) {
    self =
      period == .hour
      ? TrendScale(span: 6, halfLife: 72, young: 12, cooling: 48, least: 72)
      : TrendScale(span: 2, halfLife: 7, young: 3, cooling: 14, least: 14)
  }

  private init(span: Int, halfLife: Double, young: Int, cooling: Int, least: Int) {
    self.span = span
    self.halfLife = halfLife
    self.young = young
    self.cooling = cooling
    self.least = least
  }

  func weight(age: Int) -> Double { exp2(-Double(age) / halfLife) }
}
