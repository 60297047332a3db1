import Documents

extension JSONValue {
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
