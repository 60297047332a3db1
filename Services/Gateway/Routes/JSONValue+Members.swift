import Documents

extension JSONValue {
  /// The same with numbers as text in members of these names, wherever they stand: programs that know no number above
  /// 2^53 would read another one.
  func withTextual(_ names: Set<String>) -> JSONValue {
    switch self {
    case .array(let values): .array(values.map { $0.withTextual(names) })
    case .object(let members):
      .object(
        members.map { name, value in
          if names.contains(name), case .int(let number) = value { return (name, .string("\(number)")) }
          return (name, value.withTextual(names))
        })
    default: self
    }
  }

  func replacing(_ name: String, with value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.0 == name ? (name, value) : $0 })
  }

  /// A number with a fraction or without.
  var double: Double? {
    switch self {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  /// A whole number, however it was written.
  var wholeNumber: Int? { double.flatMap { Int(exactly: $0) } }
}
