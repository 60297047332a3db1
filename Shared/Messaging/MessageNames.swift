import Synchronization

/// Ids for messages whose producer gave none, so that a copy can be told and a return be matched.
enum MessageNames {
  private static let state = Mutex((prefix: UInt64.random(in: .min ... .max), count: UInt64(0)))

  static func next() -> String {
    let (prefix, count) = state.withLock { state in
      state.count += 1
      return (state.prefix, state.count)
    }
    return String(prefix, radix: 36) + "-" + String(count, radix: 36)
  }
}
