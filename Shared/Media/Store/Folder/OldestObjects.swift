/// The objects that were used longest ago, of any number: it remembers a bounded part, and that is exact.
struct OldestObjects {
  struct Object {
    let key: ContentHash
    let lastUse: Duration
    let byteCount: Int
  }

  private let limit: Int
  private var objects: [Object] = []
  /// What was used later need not be looked at any more.
  private var horizon: Duration?

  /// - Parameter limit: How many are remembered for sure; a few megabytes by default.
  init(limit: Int = 32_768) { self.limit = limit }

  /// Whether there were more than it remembers.
  var isCut: Bool { horizon != nil }

  mutating func insert(_ object: Object) {
    if let horizon, object.lastUse >= horizon { return }
    objects.append(object)
    guard objects.count >= 2 * limit else { return }
    objects = Array(sorted().prefix(limit))
    horizon = objects.last?.lastUse
  }

  /// Oldest first.
  func sorted() -> [Object] { objects.sorted { $0.lastUse < $1.lastUse } }
}
