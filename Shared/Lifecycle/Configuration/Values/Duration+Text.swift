extension Duration {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// Reads whole numbers with units, largest first or not: `25s`, `1h30m`, `500ms`. Nil when it is none, or
  /// more than fits.
  public init?(_ text: some StringProtocol) {
    guard !text.isEmpty else { return nil }
    var rest = text[...]
    var total: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { ("a"..."z").contains($0) }
      rest = rest.dropFirst(letters.count)
      guard let count = Int64(digits), let unit = Self.units.first(where: { $0.name == letters }) else {
        return nil
      }
      let (part, isTooMuch) = count.multipliedReportingOverflow(by: unit.milliseconds)
      let (sum, isTooLong) = total.addingReportingOverflow(part)
      guard !isTooMuch, !isTooLong else { return nil }
      total = sum
    }
    self = .milliseconds(total)
  }

  /// The shortest text that reads back as the same duration, whole milliseconds at best: `25s`, `1h30m`.
  public var shortText: String {
    var rest = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    guard rest != 0 else { return "0s" }
    var text = rest < 0 ? "-" : ""
    rest = abs(rest)
    for unit in Self.units where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(unit.name)"
      rest %= unit.milliseconds
    }
    return text
  }
}
