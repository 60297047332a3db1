import Synchronization

/// A number that only grows; one atomic addition each time.
public final class Counter: Sendable {
  private let bits = Atomic<UInt64>(0)

  init() {}

  public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

  public func increment(by amount: Double = 1) {
    precondition(amount >= 0 && amount.isFinite, "a counter only grows")
    bits.update { $0 + amount }
  }

  /// Takes over a total that somebody else counts, such as the kernel; a smaller one is ignored.
  public func raise(to total: Double) {
    bits.update { max($0, total) }
  }
}

/// A number that goes up and down.
public final class Gauge: Sendable {
  private let bits = Atomic<UInt64>(0)

  init() {}

  public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

  public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  public func set(_ value: Int) { set(Double(value)) }

  /// Adds `amount`, which may be negative.
  public func add(_ amount: Double) { bits.update { $0 + amount } }
}

extension Atomic<UInt64> {
  /// Changes the number that these bits stand for; floating-point numbers have no atomic addition.
  fileprivate borrowing func update(_ change: (Double) -> Double) {
    var old = load(ordering: .relaxed)
    while true {
      let new = change(Double(bitPattern: old)).bitPattern
      let (isExchanged, current) = weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
      guard !isExchanged else { return }
      old = current
    }
  }
}
