import Synchronization

/// Ids for messages whose producer gave none, so that a copy can be told and a return be matched.
enum MessageNames {
  /// Tells processes apart.
  private static let prefix = String(UInt64.random(in: .min ... .max), radix: 36) + "-"
  private static let count = Atomic<UInt64>(0)

  static func next() -> String {
    prefix + String(count.add(1, ordering: .relaxed).newValue)
  }
}
