/// What records of one kind look like that have no records in them: their fields in the order of storing, and what the
/// rules ask of each.
public struct FlatShape: Sendable {
  /// What a field holds.
  public enum Form: UInt8, Sendable {
    case id, text, moment, duration, ids
  }

  struct Field: Sendable {
    let key: [UInt8]
    let form: Form
    var required: Rule?
    var type: Rule?
    var length: (limit: Int, rule: Rule)?
    var range: (values: ClosedRange<Int64>, rule: Rule)?
    /// The words that are nothing to mark, and the bit of the mark.
    var choices: (words: [[UInt8]], flag: Int)?
  }

  /// As the rules call it: `moovitamix user`.
  public let record: String
  let fields: [Field]
  /// Rules that mark records, in the order of their bits.
  public let flagging: [Rule]
  /// The two fields of which the second is not to be before the first, and the bit of the mark.
  let order: (first: Int, second: Int, flag: Int)?

  public var fieldCount: Int { fields.count }
  /// What each field holds.
  public let forms: [Form]

  // What is looked at for each value lies here without the rules, which would be retained and released each time.

  /// The most characters or elements of each field.
  let limits: [Int]
  let ranges: [ClosedRange<Int64>]
  /// The keys one behind the other, and where each ends.
  let keys: [UInt8]
  let keyEnds: [Int]
  let requiredFields: [Int]
  let choiceFields: [Int]

  /// Of keys and what they hold; the rules say the rest.
  init(_ record: String, _ fields: [(key: String, form: Form)], rules: [Rule]) {
    self.record = record
    let flagging = rules.filter { $0.consequence == .flagged }
    self.flagging = flagging
    let made = fields.map { key, form in
      Field(key, form, rules.filter { $0.field == key }, flag: { rule in flagging.firstIndex(of: rule) ?? 0 })
    }
    self.fields = made
    forms = fields.map(\.form)
    limits = made.map { $0.length?.limit ?? .max }
    ranges = made.map { $0.range?.values ?? .min ... .max }
    keys = fields.flatMap { $0.key.utf8 }
    keyEnds = fields.indices.map { index in fields[...index].reduce(0) { $0 + $1.key.utf8.count } }
    requiredFields = made.indices.filter { made[$0].required != nil }
    choiceFields = made.indices.filter { made[$0].choices != nil }
    order = flagging.indices.first { if case .notBefore = flagging[$0].demand { true } else { false } }
      .flatMap {
        flag in
        let keys = fields.map(\.key)
        guard let first = keys.firstIndex(of: "created_at"), let second = keys.firstIndex(of: "updated_at")
        else { return nil }
        return (first, second, flag)
      }
  }
}

extension FlatShape.Field {
  fileprivate init(_ key: String, _ form: FlatShape.Form, _ rules: [Rule], flag: (Rule) -> Int) {
    self.init(key: Array(key.utf8), form: form)
    for rule in rules {
      switch rule.demand {
      case .required: required = rule
      case .form where rule.consequence == .rejected: type = rule
      case .length(let limit): length = (limit, rule)
      case .range(let values, _): range = (Int64(values.lowerBound)...Int64(values.upperBound), rule)
      case .oneOf(let words): choices = (words.map { Array($0.utf8) }, flag(rule))
      default: break
      }
    }
  }
}
