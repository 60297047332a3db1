import TestKit
import Testing

@testable import Messaging

@Suite struct AckBookTests {
  private func book(delivering tags: ClosedRange<UInt64>) -> AckBook {
    var book = AckBook()
    for tag in tags { _ = book.deliver(tag) }
    return book
  }

  private func ack(_ tag: UInt64, isMultiple: Bool = false) -> AckBook.Order {
    AckBook.Order(tag: tag, isMultiple: isMultiple, settlement: .ack)
  }

  @Test func `acks in a row from the oldest on become one`() {
    var book = book(delivering: 1...5)
    for tag: UInt64 in [2, 1, 3] { _ = book.settle(tag, .ack) }

    let orders = book.orders(isCoalescing: true)

    #expect(orders == [ack(3, isMultiple: true)])
    #expect(book.outstandingCount == 2)
  }

  @Test func `an ack never speaks for a delivery that is not settled`() {
    var book = book(delivering: 1...5)
    for tag: UInt64 in [1, 3, 5] { _ = book.settle(tag, .ack) }

    var orders = [book.orders(isCoalescing: true)]
    for tag: UInt64 in [2, 4] {
      _ = book.settle(tag, .ack)
      orders.append(book.orders(isCoalescing: true))
    }

    #expect(orders == [[ack(1), ack(3), ack(5)], [ack(2)], [ack(4)]])
    #expect(book.outstandingCount == 0)
  }

  @Test func `a nack ends the row and is told by itself`() {
    var book = book(delivering: 1...4)
    for tag: UInt64 in [1, 2, 4] { _ = book.settle(tag, .ack) }
    _ = book.settle(3, .nack(requeue: true))

    let orders = book.orders(isCoalescing: true)

    let nack = AckBook.Order(tag: 3, isMultiple: false, settlement: .nack(requeue: true))
    #expect(orders == [ack(2, isMultiple: true), nack, ack(4)])
  }

  @Test func `without coalescing each is told by itself`() {
    var book = book(delivering: 1...2)
    for tag: UInt64 in 1...2 { _ = book.settle(tag, .ack) }

    let orders = book.orders(isCoalescing: false)
    #expect(orders == [ack(1), ack(2)])
  }

  @Test func `what is unknown or settled twice is refused, for it would cost the channel`() {
    var book = book(delivering: 1...2)

    let answers = [book.settle(3, .ack), book.settle(1, .ack), book.settle(1, .ack)]
    _ = book.orders(isCoalescing: true)

    #expect(answers == [false, true, false])
    let later = [book.settle(1, .ack), book.settle(0, .ack), book.deliver(5)]
    #expect(later == [false, false, false])
  }

  @Test func `whatever the order, each delivery is told exactly once and as it was settled`() {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var book = AckBook()
      var open: [UInt64] = []
      var wanted: [UInt64: Delivery.Settlement] = [:]
      var told: [UInt64: Delivery.Settlement] = [:]
      var next: UInt64 = 1
      for _ in 0..<60 {
        if Bool.random(using: &generator) {
          _ = book.deliver(next)
          open.append(next)
          next += 1
        } else if let tag = open.randomElement(using: &generator) {
          open.removeAll { $0 == tag }
          let settlement: Delivery.Settlement =
            Int.random(in: 0..<4, using: &generator) == 0 ? .nack(requeue: false) : .ack
          wanted[tag] = settlement
          let isTaken = book.settle(tag, settlement)
          #expect(isTaken, "seed \(seed)")
        } else {
          for order in book.orders(isCoalescing: true) {
            let tags = order.isMultiple ? (1...order.tag).filter { told[$0] == nil } : [order.tag]
            for tag in tags {
              #expect(told.updateValue(order.settlement, forKey: tag) == nil, "seed \(seed)")
            }
          }
          #expect(told == wanted, "seed \(seed)")
          #expect(book.outstandingCount == open.count, "seed \(seed)")
        }
      }
    }
  }
}
