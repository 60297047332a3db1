/// What a field of a record must be to be taken in: the rules that sources check, and that print as their documentation.
public struct Rule: Sendable, Equatable, Identifiable {
  /// What is asked of the field.
  public enum Demand: Sendable, Equatable {
    case required
    case range(ClosedRange<Double>, unit: String)
    /// At most so many characters.
    case length(Int)
    case oneOf([String])
    /// The id of a record that there is.
    case refers(to: String)
    case unique
    /// Not earlier than another field.
    case notBefore(String)
    /// Anything else, in words that follow "must": `be a date of ISO 8601`.
    case form(String)
  }

  /// What becomes of a record that breaks the rule.
  public enum Consequence: String, Sendable, CaseIterable {
    /// The record is kept apart with the reason, and not taken in.
    case rejected
    /// The field is left out; the record is taken in.
    case dropped
    /// The record is taken in as it is, with a mark.
    case flagged
    /// The text is cut.
    case shortened
  }

  /// What the record is: `tiktok post`, `moovitamix user`.
  public let record: String
  public let field: String
  public let demand: Demand
  public let consequence: Consequence
  /// Where that is not plain.
  public let why: String?

  public init(
    _ record: String, _ field: String, _ demand: Demand, _ consequence: Consequence, why: String? = nil
  ) {
    self.record = record
    self.field = field
    self.demand = demand
    self.consequence = consequence
    self.why = why
  }

  /// What rejections are counted by: `moovitamix user.id required`.
  public var id: String { "\(record).\(field) \(demand.name)" }
}

extension Rule.Demand {
  var name: String {
    switch self {
    case .required: "required"
    case .range: "range"
    case .length: "length"
    case .oneOf: "choice"
    case .refers: "relation"
    case .unique: "unique"
    case .notBefore: "order"
    case .form: "form"
    }
  }
}
