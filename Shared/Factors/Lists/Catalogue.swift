/// The items that may be in lists at all, one after the other.
struct Catalogue {
  let factors: FactorMatrix
  /// The id of each, ascending; nil where it is the place.
  let ids: [Int32]?
  /// The place of each id, -1 for what is denied; nil where it is the id.
  let places: [Int32]?

  init(_ items: FactorMatrix, denied: Set<Int32>) {
    let ids = (0..<Int32(items.rows)).filter { !denied.contains($0) }
    guard !denied.isEmpty, ids.count < items.rows else {
      (factors, self.ids, places) = (items, nil, nil)
      return
    }
    var values: [Float] = []
    values.reserveCapacity(ids.count * items.columns)
    var places = [Int32](repeating: -1, count: items.rows)
    for (place, id) in ids.enumerated() {
      values += items[Int(id)]
      places[Int(id)] = Int32(truncatingIfNeeded: place)
    }
    factors = FactorMatrix(unchecked: ids.count, items.columns, values)
    (self.ids, self.places) = (ids, places)
  }

  func id(_ place: Int32) -> Int32 { ids.map { $0[Int(place)] } ?? place }

  /// The places of ids, ascending like them.
  func places(of ids: ArraySlice<Int32>) -> [Int32] {
    guard let places else { return Array(ids) }
    return ids.map { places[Int($0)] }.filter { $0 >= 0 }
  }
}
