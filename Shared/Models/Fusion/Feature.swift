/// A feature with everything that is known of it: better evidence is one more finding, which outweighs the weaker.
public struct Feature<Value: Fusible>: Sendable, Equatable {
  public let value: Value
  /// From 0, a guess, to 1, certain: how likely the truth is near the value, beyond what it would be by chance. What
  /// agrees is surer than the best of it, and what contradicts itself is less sure.
  public let confidence: Double
  /// From the surest to the least sure.
  public let findings: [Finding<Value>]
  /// From 0, one thing alone may be the truth, to 1, anything may be: the more findings are missing, the wider.
  public let spread: Double
  /// Where a number is in four cases of five; beats per minute for a tempo, which may be an octave off.
  public let interval: Interval?
  /// What the value may be just as well, the likeliest first: a tempo in another octave.
  public let alternatives: [Value]
  /// What part of all each of these is, as far as anybody has told; as many, or none.
  public let alternativeShares: [Double]

  /// Nil without a finding of any confidence. In which order they come makes no difference.
  public init?(_ findings: [Finding<Value>]) {
    let usable = findings.filter { $0.confidence > 0 }.sorted(by: Self.isSurer)
    guard !usable.isEmpty else { return nil }
    self.init(usable, Value.fused(usable))
  }

  private init(
    _ findings: [Finding<Value>], _ fused: Fused<Value>, _ told: (values: [Value], shares: [Double])? = nil
  ) {
    self.findings = findings
    (value, confidence) = (fused.value, fused.confidence)
    (spread, interval) = (fused.spread, fused.interval)
    alternatives = told?.values ?? fused.alternatives.map(\.value)
    alternativeShares = told?.shares ?? fused.alternatives.map(\.share)
  }

  /// Of equally sure ones the order is that of what they rest on, and at last of what they say.
  private static func isSurer(_ left: Finding<Value>, _ right: Finding<Value>) -> Bool {
    guard left.confidence == right.confidence else { return left.confidence > right.confidence }
    guard left.evidence == right.evidence else { return left.evidence.order < right.evidence.order }
    guard left.spread == right.spread else { return left.spread ?? 0 < right.spread ?? 0 }
    let (first, second) = (left.value.numbers, right.value.numbers)
    guard first == second else { return first.lexicographicallyPrecedes(second) }
    return left.detail ?? "" < right.detail ?? ""
  }
}

extension Evidence {
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Feature: Codable {
  private enum Key: String, CodingKey {
    case value, confidence, findings, spread, interval, alternatives, alternativeShares
  }

  /// Earlier versions wrote no spread: it is what their findings amount to. And intervals that did not hold their value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let findings = try container.decode([Finding<Value>].self, forKey: .findings)
    let value = try container.decode(Value.self, forKey: .value)
    var fused = Fused(
      value, confidence: try container.decode(Double.self, forKey: .confidence), spread: 1)
    if let spread = try container.decodeIfPresent(Double.self, forKey: .spread) {
      fused.spread = spread
      fused.interval = try container.decodeIfPresent(Interval.self, forKey: .interval)
    } else if let now = Self(findings) {
      (fused.spread, fused.interval) = (now.spread, now.interval)
    }
    fused.interval = value.numbers.reduce(fused.interval) { $0?.holding($1) }
    self.init(findings, fused, try Self.alternatives(container))
  }

  /// Earlier versions wrote no shares.
  private static func alternatives(
    _ container: KeyedDecodingContainer<Key>
  ) throws -> (values: [Value], shares: [Double]) {
    let values = try container.decodeIfPresent([Value].self, forKey: .alternatives) ?? []
    let shares = try container.decodeIfPresent([Double].self, forKey: .alternativeShares) ?? []
    return (values, shares.count == values.count ? shares : [])
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value, forKey: .value)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(findings, forKey: .findings)
    try container.encode(spread, forKey: .spread)
    try container.encodeIfPresent(interval, forKey: .interval)
    if !alternatives.isEmpty { try container.encode(alternatives, forKey: .alternatives) }
    if !alternativeShares.isEmpty { try container.encode(alternativeShares, forKey: .alternativeShares) }
  }
}
