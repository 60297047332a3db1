/// What could not be decoded, and when to give up.
struct Faults {
  private static let limit = 1000
  private static let limitBeforeFirst = 50

  private(set) var count = 0
  private var hasDecoded = false

  mutating func note() { count += 1 }
  mutating func noteDecoded() { hasDecoded = true }

  /// Whether the rest will not be worth the time.
  var isHopeless: Bool { count >= (hasDecoded ? Self.limit : Self.limitBeforeFirst) }
}
