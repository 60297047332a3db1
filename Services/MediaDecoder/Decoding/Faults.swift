/// What could not be decoded, and when to give up.
struct Faults {
  private static let limit = 1000
  private static let limitBeforeFirst = 50

  private var counted = 0
  /// What could not be decoded of the place that was sought, before the first frame came.
  private var pardoned = 0
  private var isArriving = false
  private var hasDecoded = false

  /// That decoding begins in the middle, where what comes first may need what is left out.
  mutating func noteSeek() { isArriving = true }

  mutating func note() {
    if isArriving { pardoned += 1 } else { counted += 1 }
  }

  mutating func noteDecoded() { (isArriving, hasDecoded) = (false, true) }

  /// Where nothing could be decoded at all, there was more to it than the place.
  var count: Int { hasDecoded ? counted : counted + pardoned }

  /// Whether the rest will not be worth the time.
  var isHopeless: Bool { count >= (hasDecoded ? Self.limit : Self.limitBeforeFirst) }
}
