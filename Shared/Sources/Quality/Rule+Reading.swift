import Models

/// Fields of an API's records, read by their rules: what breaks one is not there, or is cut.
extension Rule {
  /// A count within the range.
  func counter(_ value: Value) -> Int64? {
    guard case .range(let range, _) = demand, let counter = value.counter, range.contains(Double(counter))
    else { return nil }
    return counter
  }

  /// A number within the range.
  func number(_ value: Value) -> Double? {
    guard case .range(let range, _) = demand, let number = value.number, range.contains(number) else {
      return nil
    }
    return number
  }

  /// A text of strings, cut where the rule says.
  func text(_ value: Value) -> String? {
    guard case .length(let limit) = demand, value.kind == .string else { return nil }
    return value.text(atMost: limit)
  }

  /// Like `text`, with the white space, because offsets count it.
  func verbatim(_ value: Value) -> String? {
    guard case .length(let limit) = demand, value.kind == .string else { return nil }
    return value.verbatim(atMost: limit)
  }

  /// Whether it is one of the words that the rule names.
  func allows(_ word: String) -> Bool {
    guard case .oneOf(let words) = demand else { return false }
    return words.contains(word)
  }

  func breach(_ reason: String) -> Breach { Breach(rule: self, reason: "\(field): \(reason)") }
}

/// Why a record is not taken in.
struct Breach: Error, Equatable {
  let rule: Rule
  let reason: String

  /// Of the record with that number in its list.
  func rejection(place: String, number: Int) -> Rejection {
    Rejection(place: place, offset: number, reason: reason, rule: rule.id)
  }
}
