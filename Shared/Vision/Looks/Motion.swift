/// How much changes from frame to frame. Cuts are left out of what says so; the others hold for all.
public struct Motion: Sendable, Equatable, Codable {
  /// The mean difference of luma outside cuts, as a part of full range: 0...1.
  public let energy: Double
  /// Outside cuts, so that one flash does not decide it.
  public let energyDeviation: Double
  /// TI of ITU-T P.910: the greatest deviation of the difference of luma, over all steps. Cuts dominate it.
  public let temporalInformation: Double
  public let meanTemporalInformation: Double
  /// The greatest outside cuts.
  public let temporalInformationOutsideCuts: Double
  /// From one frame to the next of the same size.
  public let steps: Int
}
