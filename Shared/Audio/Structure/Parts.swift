/// The parts of a row of bars, those that repeat each other under one label.
struct Parts: Sendable, Equatable {
  struct Part: Sendable, Equatable {
    var bars: Range<Int>
    var label: Int
  }

  /// In bars; what is longer than that is not put together of smaller parts.
  private static let longestJoined = 16

  private(set) var all: [Part]

  init(_ keys: Transposition, bounds: [Int]) {
    let edges = [0] + bounds + [keys.bars.count]
    let ranges = zip(edges, edges.dropFirst()).map { $0..<$1 }
    let labels = PartGrouping(ranges, alike: keys.alignment).labels()
    all = zip(ranges, labels).map { Part(bars: $0, label: $1) }
    joinNeighbours()
    while joinCompanions() {}
    relabel()
  }

  private mutating func joinNeighbours() {
    var joined: [Part] = []
    for part in all {
      if let last = joined.last, last.label == part.label {
        joined[joined.count - 1].bars = last.bars.lowerBound..<part.bars.upperBound
      } else {
        joined.append(part)
      }
    }
    all = joined
  }

  /// Short parts that always come one after the other, and more than once, are one.
  private mutating func joinCompanions() -> Bool {
    for label in Set(all.map(\.label)).sorted() {
      let places = all.indices.filter { all[$0].label == label }
      guard places.count > 1, let first = places.first, first + 1 < all.count else { continue }
      let next = all[first + 1].label
      let followers = all.indices.filter { all[$0].label == next }
      guard next != label, followers == places.map({ $0 + 1 }) else { continue }
      let lengths = places.map { all[$0 + 1].bars.upperBound - all[$0].bars.lowerBound }
      let isShort = places.contains { min(all[$0].bars.count, all[$0 + 1].bars.count) <= 4 }
      guard isShort, (lengths.max() ?? 0) <= Self.longestJoined else { continue }
      for place in followers { all[place].label = label }
      joinNeighbours()
      return true
    }
    return false
  }

  /// In the order in which they come.
  private mutating func relabel() {
    var names: [Int: Int] = [:]
    for place in all.indices {
      let name = names[all[place].label] ?? names.count
      names[all[place].label] = name
      all[place].label = name
    }
  }
}
