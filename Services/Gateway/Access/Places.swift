import API
import HTTP

/// How many may do at once what takes much, and how much of that is one key's: who comes when all places are taken is asked
/// to come again, so that the others go on being answered.
struct Places: Sendable {
  private let seats: Seats<Int64>
  private let busy: Refusal
  private let hasEnough: Refusal

  /// Of `count` places one key has `share`, half unless something else is said. They are for `what`, as in "All places for …
  /// are taken"; who comes in vain is told to come again after `patience` seconds.
  init(_ count: Int, share: Int? = nil, for what: String, patience: Int = 2) {
    seats = Seats(count, share: share)
    let headers: Headers = ["Retry-After": "\(patience)"]
    busy = Refusal(
      .serviceUnavailable, "busy", "All places for \(what) are taken; ask again in a while.",
      headers: headers)
    hasEnough = Refusal(
      .tooManyRequests, "busy",
      "This key has as many \(what) at work as it may at once; ask again when one of them is done.",
      headers: headers)
  }

  /// A place that is taken is given back by `leave`. Those who need no key are one.
  func enter(_ key: Int64?) throws(Refusal) {
    switch seats.enter(key ?? Self.nobody) {
    case .entered: return
    case .full: throw busy
    case .hasEnough: throw hasEnough
    }
  }

  func leave(_ key: Int64?) { seats.leave(key ?? Self.nobody) }

  /// The number of no key.
  private static let nobody: Int64 = 0

  /// Has something done in a place, where there is one.
  func withOne<Value: Sendable>(by key: Int64?, _ body: () async throws -> Value) async throws -> Value {
    try enter(key)
    defer { leave(key) }
    return try await body()
  }
}
