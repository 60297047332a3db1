import Glibc

/// What speaks for a cut before a frame, and what against it.
public struct CutEvidence: Sendable {
  public static let names = [
    "unexplained", "colors", "places", "lasting unexplained", "lasting colors", "lasting places",
    "unexplained above motion", "colors above motion", "places above motion", "gap",
  ]

  /// Logarithms, because twice as much means as much wherever it is.
  public let values: [Double]

  /// Of the step from the frame before, of what remains of it after a moment, and of the steps around it.
  init(step: Difference, lasting: Difference, around: Difference, gap: Double) {
    func log(_ value: Float) -> Double { CutEvidence.logarithm(Double(value) + 0.01) }
    values = [
      log(step.unexplained), log(step.colors), log(step.places), log(lasting.unexplained),
      log(lasting.colors), log(lasting.places), log(step.unexplained) - log(around.unexplained),
      log(step.colors) - log(around.colors), log(step.places) - log(around.places),
      CutEvidence.logarithm(gap),
    ]
  }

  private static func logarithm(_ value: Double) -> Double { Glibc.log(value) }
}
