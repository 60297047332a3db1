import Messaging
import Synchronization

/// The messages that this process holds, by the task and fence that they name.
///
/// A connection that was lost brings its messages again while their handlers still run: the newer delivery then stands
/// for the task, and nothing runs twice here.
final class Hands: Sendable {
  private let held = Mutex<[Claim: [Delivery]]>([:])

  /// Notes a delivery; false when the task is in hand already.
  func take(_ claim: Claim, _ delivery: Delivery) -> Bool {
    held.withLock { held in
      guard held[claim] == nil else {
        held[claim]?.append(delivery)
        return false
      }
      held[claim] = [delivery]
      return true
    }
  }

  /// The task is dealt with, so its messages are.
  func ack(_ claims: some Sequence<Claim>) {
    let deliveries = held.withLock { held in claims.flatMap { held.removeValue(forKey: $0) ?? [] } }
    for delivery in deliveries { delivery.ack() }
  }

  /// Gives the messages back to the broker.
  func giveBack(_ claim: Claim) {
    let deliveries = held.withLock { $0.removeValue(forKey: claim) ?? [] }
    for delivery in deliveries { delivery.nack(requeue: true) }
  }

  var count: Int { held.withLock { $0.count } }
}
