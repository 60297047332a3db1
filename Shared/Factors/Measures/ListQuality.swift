import Glibc

/// How good one user's list is, beside what the user took later.
public struct ListQuality: Sendable, Equatable {
  /// Discounted gain by rank, as a part of the best possible.
  public let ndcg: Double
  /// The part of what was taken that is in the list.
  public let recall: Double
  /// One over the rank of the first hit; 0 without one.
  public let reciprocalRank: Double
  /// The mean of the precision at each hit, as a part of the best possible.
  public let averagePrecision: Double

  /// Of the first `length` of the list. `relevant` must not be empty.
  public init(_ list: some Collection<Int32>, relevant: Set<Int32>, length: Int) {
    precondition(!relevant.isEmpty && length > 0, "there has to be something to find, and somewhere")
    var gain = 0.0, precision = 0.0, first = 0.0
    var hits = 0
    for (place, item) in list.prefix(length).enumerated() where relevant.contains(item) {
      hits += 1
      gain += Self.discount(place)
      precision += Double(hits) / Double(place + 1)
      if hits == 1 { first = 1 / Double(place + 1) }
    }
    let possible = min(length, relevant.count)
    ndcg = gain / (0..<possible).reduce(0) { $0 + Self.discount($1) }
    recall = Double(hits) / Double(relevant.count)
    reciprocalRank = first
    averagePrecision = precision / Double(possible)
  }

  private static func discount(_ place: Int) -> Double { 1 / log2(Double(place) + 2) }
}
