extension Rule.Demand {
  /// Completes "the field must …".
  public var words: String {
    switch self {
    case .required: "be there"
    case .range(let range, let unit) where range.lowerBound == range.upperBound:
      "be \(Self.number(range.lowerBound))" + (unit.isEmpty ? "" : " \(unit)")
    case .range(let range, let unit):
      "be from \(Self.number(range.lowerBound)) to \(Self.number(range.upperBound))"
        + (unit.isEmpty ? "" : " \(unit)")
    case .length(let length): "have at most \(Self.grouped(length)) characters"
    case .oneOf(let words): "be one of \(words.joined(separator: ", "))"
    case .refers(let record): "be the id of a \(record)"
    case .unique: "be of no other record"
    case .notBefore(let field): "not be before \(field)"
    case .form(let words): words
    }
  }

  private static func number(_ number: Double) -> String {
    guard number.rounded() == number, abs(number) < 9.2e18 else { return "\(number)" }
    return grouped(Int(number))
  }

  /// `999`, `1,000`, `-25,000`.
  private static func grouped(_ count: Int) -> String {
    var digits = ""
    for (place, digit) in String(count.magnitude).reversed().enumerated() {
      digits = (place > 0 && place.isMultiple(of: 3) ? "\(digit)," : "\(digit)") + digits
    }
    return (count < 0 ? "-" : "") + digits
  }
}
