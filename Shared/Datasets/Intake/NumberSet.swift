/// A set of whole numbers that lie close together, as those of rows do: a bit for each.
struct NumberSet {
  private static let width = 1 << 16
  private var pages: [Int64: [UInt64]] = [:]
  private(set) var count = 0

  mutating func insert(_ number: Int64) {
    let (page, place) = (number >> 16, Int(number & Int64(Self.width - 1)))
    let bit: UInt64 = 1 << UInt64(place & 63)
    let isNew = pages[page, default: [UInt64](repeating: 0, count: Self.width / 64)].insert(
      bit, at: place >> 6)
    if isNew { count += 1 }
  }
}

extension [UInt64] {
  fileprivate mutating func insert(_ bit: UInt64, at place: Int) -> Bool {
    defer { self[place] |= bit }
    return self[place] & bit == 0
  }
}
