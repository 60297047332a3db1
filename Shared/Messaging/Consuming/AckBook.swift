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

  /// Every tag below this one is settled and told.
  private var floor: UInt64 = 1
  /// The tags from `floor` on that are settled and told, but not in a row with it.
  private var told: Set<UInt64> = []
  private var settled: [UInt64: Delivery.Settlement] = [:]
  private var next: UInt64 = 1

  var outstandingCount: Int { Int(next - floor) - told.count }

  /// Notes a delivery. The broker counts the tags; one that is out of turn is not of this channel.
  mutating func deliver(_ tag: UInt64) -> Bool {
    guard tag == next else { return false }
    next += 1
    return true
  }

  /// Notes what became of a delivery; false when it is unknown or was settled before, which would cost the channel.
  mutating func settle(_ tag: UInt64, _ settlement: Delivery.Settlement) -> Bool {
    guard tag >= floor, tag < next, !told.contains(tag), settled[tag] == nil else { return false }
    settled[tag] = settlement
    return true
  }

  /// What to send for all that was settled since the last call. With `isCoalescing`, the acks in a row from the
  /// oldest unsettled delivery on become one frame.
  mutating func orders(isCoalescing: Bool) -> [Order] {
    guard !settled.isEmpty else { return [] }
    var orders: [Order] = []
    if isCoalescing { coalesce(into: &orders) }
    for (tag, settlement) in settled.sorted(by: { $0.key < $1.key }) {
      orders.append(Order(tag: tag, isMultiple: false, settlement: settlement))
      told.insert(tag)
    }
    settled.removeAll(keepingCapacity: true)
    while told.remove(floor) != nil { floor += 1 }
    return orders
  }

  private mutating func coalesce(into orders: inout [Order]) {
    var last: UInt64?
    var count = 0
    while true {
      if told.remove(floor) != nil {
        floor += 1
      } else if settled[floor] == .ack {
        settled[floor] = nil
        last = floor
        count += 1
        floor += 1
      } else {
        break
      }
    }
    guard let last else { return }
    orders.append(Order(tag: last, isMultiple: count > 1, settlement: .ack))
  }
}
