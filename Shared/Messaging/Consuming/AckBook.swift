/// Which deliveries of one channel are unsettled, and how to tell the broker of those that are.
///
/// Tags count up from 1 on each channel. An ack may stand for all tags up to its own, but only when every one
/// of them is to be acked; what is settled out of order waits for nothing and is told one by one.
struct AckBook {
  /// One frame to send.
  struct Order: Equatable {
    var tag: UInt64
    var isMultiple: Bool
    var settlement: Delivery.Settlement
  }

  private enum Slot {
    case unsettled
    case settled(Delivery.Settlement)
    case told
  }

  /// Every tag below this one is settled and told.
  private var floor: UInt64 = 1
  /// The tags from `floor` on, which stands at `head`: a queue that gives its front back in large pieces.
  private var slots: [Slot] = []
  private var head = 0
  /// What was settled since the last call of `orders`.
  private var pending: [UInt64] = []
  private(set) var outstandingCount = 0

  private var next: UInt64 { floor + UInt64(slots.count - head) }

  /// Notes a delivery. The broker counts the tags; one that is out of turn is not of this channel.
  mutating func deliver(_ tag: UInt64) -> Bool {
    guard tag == next else { return false }
    slots.append(.unsettled)
    outstandingCount += 1
    return true
  }

  /// Notes what became of a delivery; false when it is unknown or was settled before, which would cost the channel.
  mutating func settle(_ tag: UInt64, _ settlement: Delivery.Settlement) -> Bool {
    guard tag >= floor, tag < next, case .unsettled = slots[index(of: tag)] else { return false }
    slots[index(of: tag)] = .settled(settlement)
    pending.append(tag)
    return true
  }

  /// What to send for all that was settled since the last call. With `isCoalescing`, the acks in a row from the
  /// oldest unsettled delivery on become one frame.
  mutating func orders(isCoalescing: Bool) -> [Order] {
    guard !pending.isEmpty else { return [] }
    outstandingCount -= pending.count
    var orders: [Order] = []
    if isCoalescing, let row = takeRow() { orders.append(row) }
    for tag in pending.sorted() where tag >= floor {
      guard case .settled(let settlement) = slots[index(of: tag)] else { continue }
      orders.append(Order(tag: tag, isMultiple: false, settlement: settlement))
      slots[index(of: tag)] = .told
    }
    pending.removeAll(keepingCapacity: true)
    dropTold()
    return orders
  }

  private func index(of tag: UInt64) -> Int { head + Int(tag - floor) }

  /// The acks from the oldest unsettled delivery on, as one.
  private mutating func takeRow() -> Order? {
    var last: UInt64?
    var count = 0
    scan: while head < slots.count {
      switch slots[head] {
      case .told: break
      case .settled(.ack):
        last = floor
        count += 1
      default: break scan
      }
      advance()
    }
    return last.map { Order(tag: $0, isMultiple: count > 1, settlement: .ack) }
  }

  private mutating func dropTold() {
    while head < slots.count, case .told = slots[head] { advance() }
    guard head > 1_024, head > slots.count / 2 else { return }
    slots.removeFirst(head)
    head = 0
  }

  private mutating func advance() {
    head += 1
    floor += 1
  }
}
