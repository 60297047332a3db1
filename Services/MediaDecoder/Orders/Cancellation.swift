/// Whether an order is still wanted. Once it is not, it stays so.
final class Cancellation {
  private let inbox: Inbox
  private let order: UInt32
  private(set) var isSet = false

  init(of order: UInt32, _ inbox: Inbox) { (self.order, self.inbox) = (order, inbox) }

  /// Looks whether a cancellation has come, without waiting for one.
  func check() -> Bool {
    if !isSet { isSet = inbox.isCancelled(order) }
    return isSet
  }
}
