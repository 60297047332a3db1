/// Two rows of items, one laid upon the other, and how many of their bits differ there.
///
/// Works on the bare memory: a comparison touches every item of the one at every place of the other.
struct Overlay {
  /// Where one row lies upon the other: item `index` of the query upon item `index + shift(index)` of the reference.
  struct Place: Equatable {
    /// In items; the reference's item that the query's first one lies upon.
    var offset: Int
    /// Items gained in each item, and where in the query the offset is exact.
    var slope = 0.0
    var pivot = 0

    @inline(__always)
    func shift(_ index: Int) -> Int {
      slope == 0 ? offset : offset &+ Int((slope * Double(index &- pivot)).rounded())
    }
  }

  let query: UnsafeBufferPointer<UInt32>
  let reference: UnsafeBufferPointer<UInt32>

  /// The query's items that lie upon the reference.
  func range(at place: Place) -> Range<Int> {
    let lower = max(0, -place.shift(0))
    let upper = min(query.count, reference.count - place.shift(query.count))
    return lower..<max(lower, upper)
  }

  /// How many bits differ, of every `step`th item.
  @inline(__always)
  func errors(in range: Range<Int>, offset: Int, step: Int) -> Int {
    var errors = 0
    var index = range.lowerBound
    while index < range.upperBound {
      errors &+= (query[index] ^ reference[index &+ offset]).nonzeroBitCount
      index &+= step
    }
    return errors
  }

  func errors(in range: Range<Int>, at place: Place) -> Int {
    guard place.slope != 0 else { return errors(in: range, offset: place.offset, step: 1) }
    var errors = 0
    for index in range {
      let other = min(reference.count &- 1, max(0, index &+ place.shift(index)))
      errors &+= (query[index] ^ reference[other]).nonzeroBitCount
    }
    return errors
  }
}

extension Overlay {
  /// How many different items the rows have where they lie upon each other; of the two, the poorer's. Silence and held
  /// tones have few, and agree with each other whatever they belong to.
  func variety(at place: Place) -> Int {
    let range = range(at: place)
    guard !range.isEmpty else { return 0 }
    let others = range.lowerBound + place.shift(range.lowerBound)..<range.upperBound + place.shift(range.upperBound)
    let shown = others.clamped(to: 0..<reference.count)
    return min(Set(query[range]).count, Set(reference[shown]).count)
  }
}
