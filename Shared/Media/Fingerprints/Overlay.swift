/// Two rows of items, one laid upon the other, and how many of their bits differ there.
///
/// Works on the bare memory: a search touches every item of the one at every place of the other.
struct Overlay {
  /// Where one row lies upon the other: item `index` of the query upon item `index + shift(index)` of the reference.
  struct Place: Equatable {
    /// In items; the reference's item that the query's first one lies upon.
    var offset: Int
    /// Items gained in each item, and the query's item where the offset is exact.
    var slope = 0.0
    var pivot: Int

    @inline(__always)
    func shift(_ index: Int) -> Int {
      slope == 0 ? offset : offset &+ Int((slope * Double(index &- pivot)).rounded())
    }
  }

  let query: UnsafeBufferPointer<UInt32>
  let reference: UnsafeBufferPointer<UInt32>

  /// How far a part of the sound may lie from where an even speed would have it, for each second from the middle: half
  /// the step between the speeds that a query is taken at, and a little more.
  private static let drift = 0.006

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

  /// What lies upon each other, every pair of items once: where both rows are silent or hold a tone they agree for as long
  /// as that lasts, whatever comes before and after it.
  func pairs(at place: Place) -> Pairs {
    var pairs: Set<UInt64> = []
    var (own, others) = (Set<UInt32>(), Set<UInt32>())
    for index in range(at: place) {
      let (item, other) = (
        query[index], reference[min(reference.count - 1, max(0, index + place.shift(index)))]
      )
      pairs.insert(UInt64(item) << 32 | UInt64(other))
      own.insert(item)
      others.insert(other)
    }
    return Pairs(pairs, variety: min(own.count, others.count))
  }

  /// An offset and its neighbours: what was heard between two items may count for either.
  func places(around offset: Int) -> [Place] {
    let lower = max(0, -offset)
    let upper = min(query.count, reference.count - offset)
    guard lower < upper else { return [] }
    return (-1...1).map { Place(offset: offset + $0, pivot: (lower + upper) / 2) }
  }

  /// The place with each slope that moves the farther end by whole items.
  func slanted(_ place: Place) -> [Place] {
    let range = range(at: place)
    let reach = max(abs(range.lowerBound - place.pivot), abs(range.upperBound - place.pivot))
    guard reach > 0 else { return [place] }
    let steps = Int(Self.drift * Double(reach))
    return (-steps...steps).map {
      Place(offset: place.offset, slope: Double($0) / Double(reach), pivot: place.pivot)
    }
  }
}
