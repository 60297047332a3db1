/// That a user took an item, and when.
public struct TimedUse: Sendable, Equatable {
  public var user: Int32
  public var item: Int32
  /// In any unit.
  public var at: Int64

  public init(user: Int32, item: Int32, at: Int64) {
    self.user = user
    self.item = item
    self.at = at
  }
}

/// The last part of what each user took, set aside to be foretold.
public struct TimeSplit: Sendable {
  /// What there is to learn from.
  public let training: [TimedUse]
  /// What is to be foretold, by user; empty for users of whom too little is known.
  public let held: [Set<Int32>]

  /// Sets `share` of each user's uses aside, rounded up, the last by time; those of one time stay in their order. Users with
  /// fewer than `least` are only learnt from.
  public init(_ uses: [TimedUse], userCount: Int, share: Double = 0.2, least: Int = 5) {
    precondition(uses.allSatisfy { 0..<userCount ~= Int($0.user) }, "every use is of a user that is there")
    var training: [TimedUse] = []
    var held = [Set<Int32>](repeating: [], count: userCount)
    let order = uses.indices.sorted {
      (uses[$0].user, uses[$0].at, $0) < (uses[$1].user, uses[$1].at, $1)
    }
    let sorted = order.map { uses[$0] }
    var start = 0
    while start < sorted.count {
      let user = sorted[start].user
      let end = sorted[start...].firstIndex { $0.user != user } ?? sorted.count
      let count = end - start
      let kept = count < least ? count : Int((1 - share) * Double(count))
      training += sorted[start..<start + kept]
      held[Int(user)] = Set(sorted[start + kept..<end].map(\.item))
      start = end
    }
    // What is known already is not foretold.
    for use in training where !held[Int(use.user)].isEmpty { held[Int(use.user)].remove(use.item) }
    (self.training, self.held) = (training, held)
  }
}
