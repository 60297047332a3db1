/// A set of whole numbers that needs little memory where they lie close together, as ids do: a bit each. Numbers that are
/// far from each other cost some bytes each, and no more.
struct NumberSet: Sendable {
  /// The numbers that share all but their lowest 16 bits.
  fileprivate enum Page {
    /// Ascending.
    case few([UInt16])
    /// A bit each.
    case many([UInt64])
  }

  /// From here on bits are smaller.
  fileprivate static let fewLimit = 2_048

  private var places: [Int64: Int] = [:]
  private var pages: [Page] = []
  /// Where the last number was: the next is often beside it.
  private var last: (key: Int64, place: Int)?
  private(set) var count = 0

  /// False when it was there before.
  mutating func insert(_ number: Int64) -> Bool {
    let low = UInt16(truncatingIfNeeded: number)
    let place = makePlace(of: number >> 16)
    guard pages[place].insert(low) else { return false }
    count += 1
    return true
  }

  func contains(_ number: Int64) -> Bool {
    guard let place = places[number >> 16] else { return false }
    return pages[place].contains(UInt16(truncatingIfNeeded: number))
  }

  private mutating func makePlace(of key: Int64) -> Int {
    if let last, last.key == key { return last.place }
    let place = places[key] ?? pages.count
    if place == pages.count {
      pages.append(.few([]))
      places[key] = place
    }
    last = (key, place)
    return place
  }
}

extension NumberSet.Page {
  mutating func insert(_ low: UInt16) -> Bool {
    switch self {
    case .few(var list):
      // The case must let go of the list, or a change would copy it.
      self = .few([])
      let (place, isThere) = Self.place(of: low, in: list)
      if !isThere { list.insert(low, at: place) }
      self = list.count > NumberSet.fewLimit ? .many(Self.bits(of: list)) : .few(list)
      return !isThere
    case .many(var bits):
      self = .many([])
      let bit = UInt64(1) << UInt64(low & 63)
      let isThere = bits[Int(low >> 6)] & bit != 0
      bits[Int(low >> 6)] |= bit
      self = .many(bits)
      return !isThere
    }
  }

  func contains(_ low: UInt16) -> Bool {
    switch self {
    case .few(let list): Self.place(of: low, in: list).isThere
    case .many(let bits): bits[Int(low >> 6)] & (UInt64(1) << UInt64(low & 63)) != 0
    }
  }

  private static func place(of low: UInt16, in list: [UInt16]) -> (place: Int, isThere: Bool) {
    var range = list.startIndex..<list.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if list[middle] == low { return (middle, true) }
      range = list[middle] < low ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return (range.lowerBound, false)
  }

  private static func bits(of list: [UInt16]) -> [UInt64] {
    var bits = [UInt64](repeating: 0, count: 1_024)
    for low in list { bits[Int(low >> 6)] |= UInt64(1) << UInt64(low & 63) }
    return bits
  }
}
