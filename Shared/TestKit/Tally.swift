import Synchronization

/// A count that tasks share.
public final class Tally: Sendable {
  private let value = Mutex(0)

  public init() {}

  public var count: Int { value.withLock { $0 } }

  @discardableResult
  public func add(_ amount: Int = 1) -> Int {
    value.withLock { value in
      value += amount
      return value
    }
  }
}
