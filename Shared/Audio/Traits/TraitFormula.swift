/// A number from 0 to 1 that is the weighted mean of terms.
///
/// It is a heuristic with a formula that can be printed, not a model of what listeners said: it orders sounds, and its
/// value has no meaning beyond that.
public struct TraitFormula: Sendable, Equatable, CustomStringConvertible {
  public struct Term: Sendable, Equatable, CustomStringConvertible {
    public let measure: Measure
    public let weight: Double
    /// Where the term is 0; above `full` for what lowers the trait.
    public let none: Double
    /// Where the term is 1.
    public let full: Double

    public init(_ measure: Measure, _ weight: Double, from none: Double, to full: Double) {
      precondition(weight > 0 && none != full, "a term changes something")
      self.measure = measure
      self.weight = weight
      self.none = none
      self.full = full
    }

    /// From 0 to 1, and never backwards.
    public func value(_ number: Double) -> Double { min(1, max(0, (number - none) / (full - none))) }

    public var description: String { "\(weight) · \(measure.rawValue) (\(none)…\(full))" }
  }

  public let name: String
  /// In a sentence.
  public let meaning: String
  /// What it takes for what it is not, in a sentence.
  public let limit: String
  public let terms: [Term]

  public init(_ name: String, _ meaning: String, limit: String, _ terms: [Term]) {
    self.name = name
    self.meaning = meaning
    self.limit = limit
    self.terms = terms
  }

  /// What is not known is left out. Nil where nothing is known.
  public func value(_ measures: [Measure: Double]) -> Double? {
    var sum = 0.0, weights = 0.0
    for term in terms {
      guard let number = measures[term.measure], number.isFinite else { continue }
      sum += term.weight * term.value(number)
      weights += term.weight
    }
    return weights > 0 ? sum / weights : nil
  }

  public var description: String { "\(name) = " + terms.map(\.description).joined(separator: " + ") }
}
