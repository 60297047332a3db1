/// How beats make bars.
public struct Meter: Sendable, Equatable, Codable {
  /// As it is written: "4/4", "3/4", "2/4", "6/8" or "12/8".
  public let name: String
  public let beatsPerBar: Int
  /// In seconds.
  public let downbeats: [Double]
  /// How likely this is right, from 0 to 1.
  public let confidence: Double
}

extension Meter {
  /// Nil for too few beats to hear bars.
  init?(_ row: BeatRow, _ bars: BarPattern, isTernary: Bool, confidence: Double) {
    guard row.beats.count >= 8 else { return nil }
    let name =
      switch bars.length {
      case 2: isTernary ? "6/8" : "2/4"
      case 3: "3/4"
      default: isTernary ? "12/8" : "4/4"
      }
    self.init(
      name: name, beatsPerBar: bars.length,
      downbeats: stride(from: bars.first, to: row.beats.count, by: bars.length).map { row.beats[$0] },
      confidence: confidence)
  }
}
