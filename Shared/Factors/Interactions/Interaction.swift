/// That a user has taken an item, and how much that says.
public struct Interaction: Sendable, Equatable {
  public var user: Int32
  public var item: Int32
  public var weight: Float

  public init(user: Int32, item: Int32, weight: Float = 1) {
    self.user = user
    self.item = item
    self.weight = weight
  }
}

/// An item of a user's history, or anything else that has a weight in a row.
public struct Weighted: Sendable, Equatable {
  public var id: Int32
  public var weight: Float

  public init(_ id: Int32, weight: Float = 1) {
    self.id = id
    self.weight = weight
  }
}
