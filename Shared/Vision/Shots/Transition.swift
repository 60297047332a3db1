/// Where one shot passes into the next.
public struct Transition: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable { case cut, dissolve, fade }

  public let kind: Kind
  /// Seconds. Of a cut both are the time of the first frame of what follows.
  public let start: Double
  public let end: Double
  /// 0 to 1.
  public let confidence: Double

  public init(_ kind: Kind, start: Double, end: Double, confidence: Double) {
    (self.kind, self.start, self.end, self.confidence) = (kind, start, end, confidence)
  }

  public var time: Double { (start + end) / 2 }
}
