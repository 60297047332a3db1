extension Double {
  /// With so many digits after the point, and never as a zero below zero.
  public func rounded(toDigits digits: Int) -> Double {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (self * scale).rounded() / scale
    return rounded == 0 ? 0 : rounded
  }
}

extension JSONValue {
  public static func number(_ value: Double?, digits: Int) -> JSONValue {
    JSONValue(value.map { $0.rounded(toDigits: digits) })
  }

  /// Seconds, to a tenth of a millisecond.
  public static func time(_ seconds: Double) -> JSONValue { .number(seconds, digits: 4) }

  /// What goes from 0 to 1, to a thousandth.
  public static func share(_ value: Double?) -> JSONValue { .number(value, digits: 3) }

  static func confident(_ tempo: Double, _ confidence: Double, _ alternatives: [Double]) -> JSONValue {
    [
      "bpm": .number(tempo, digits: 2), "confidence": .share(confidence),
      "alternatives": .array(alternatives.map { .number($0, digits: 2) }),
    ]
  }
}
