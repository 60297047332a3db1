/// A value of which several findings make one.
public protocol Fusible: Sendable, Equatable, Codable {
  /// What these, which are at least one, each of some confidence and the surest first, amount to.
  static func fused(_ findings: [Finding<Self>]) -> Fused<Self>
  /// The value in numbers, so that equally sure findings have an order.
  var numbers: [Double] { get }
}

/// What findings amount to.
public struct Fused<Value: Sendable & Equatable>: Sendable, Equatable {
  public var value: Value
  public var confidence: Double
  public var spread: Double
  public var interval: Interval?
  public var alternatives: [Alternative<Value>] = []

  public init(
    _ value: Value, confidence: Double, spread: Double, interval: Interval? = nil,
    alternatives: [Alternative<Value>] = []
  ) {
    self.value = value
    self.confidence = min(max(confidence, 0), 1)
    self.spread = min(max(spread, 0), 1)
    self.interval = interval
    self.alternatives = alternatives
  }
}

/// Between which two numbers something is in four cases of five.
public struct Interval: Sendable, Equatable, Codable {
  public var low: Double
  public var high: Double

  /// How much of the time the truth is within it.
  public static let coverage = 0.8

  public init(low: Double, high: Double) { (self.low, self.high) = (min(low, high), max(low, high)) }

  public var width: Double { high - low }

  /// Widened so far that this is in it.
  public func holding(_ number: Double) -> Interval {
    number.isFinite ? Interval(low: min(low, number), high: max(high, number)) : self
  }

  public func contains(_ number: Double) -> Bool { low <= number && number <= high }
}
