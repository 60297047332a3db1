import Messaging
import TestKit
import Testing

/// What a consumer and its deliveries promise: the same of every broker.
@Suite(.timeLimit(.minutes(1))) struct ConsumerContractTests {
  @Test(arguments: Subject.all) func `no more are out than the prefetch allows`(subject: Subject) async throws
  {
    try await withQueue(subject, of: 5) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 2)
      let first = await consumer.take(2)
      try await stage.expectReady(3, in: queue)

      first[1].ack()
      let third = await consumer.take(1)

      #expect((first + third).map(\.message.text) == ["1", "2", "3"])
      try await stage.expectReady(2, in: queue)
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `what is acked is forgotten, in whatever order`(subject: Subject)
    async throws
  {
    try await withQueue(subject, of: 9) { stage, queue in
      let consumer = stage.consumer(of: queue)
      let deliveries = await consumer.take(9)

      for index in [8, 0, 4, 1, 2, 7, 6, 3, 5] { deliveries[index].ack() }
      await consumer.close()

      #expect(deliveries.allSatisfy { !$0.isRedelivered })
      try await stage.expectReady(0, in: queue)
    }
  }

  @Test(arguments: Subject.all) func `what is given back comes again and says so`(subject: Subject)
    async throws
  {
    try await withQueue(subject, of: 3) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 3)
      let first = await consumer.take(3)

      first[1].nack()
      let again = await consumer.take(1)
      for delivery in [first[0], first[2]] + again { delivery.ack() }
      await consumer.close()

      #expect(again.map(\.message.text) == ["2"])
      #expect(again.map(\.isRedelivered) == [true])
      try await stage.expectReady(0, in: queue)
    }
  }

  @Test(arguments: Subject.all) func `what is given up goes to the dead letters or nowhere`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let exchange = try await stage.makeExchange(.fanout)
      let dead = try await stage.makeQueue()
      try await stage.bind(queue: dead, to: exchange, key: "")
      let queues = [
        try await stage.makeQueue(maxLength: nil, deadLetterExchange: exchange), try await stage.makeQueue(),
      ]
      let publisher = stage.publisher()

      for queue in queues {
        try await publisher.publish(Message(to: queue, "from \(queue)"))
        let consumer = stage.consumer(of: queue)
        await consumer.take(1).first?.nack(requeue: false)
        await consumer.close()
        try await stage.expectReady(0, in: queue)
      }

      let undertaker = stage.consumer(of: dead)
      #expect(await undertaker.next()?.text == "from \(queues[0])")
      try await stage.expectReady(0, in: dead)
      await undertaker.close()
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `settling twice harms nothing; the first time counts`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 4) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 1)
      for number in 1...3 {
        let delivery = await consumer.take(1).first
        delivery?.ack()
        delivery?.ack()
        delivery?.nack()
        #expect(delivery?.message.text == "\(number)")
      }

      let last = await consumer.take(1).first
      last?.nack(requeue: false)
      last?.ack()
      await consumer.close()

      #expect(last?.message.text == "4" && last?.isRedelivered == false)
      try await stage.expectReady(0, in: queue)
    }
  }

  @Test(arguments: Subject.all)
  func `after a lost connection the unsettled come again and old acks mean nothing`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 3) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 3)
      let old = await consumer.take(3)

      stage.dropConnections()
      let again = await consumer.take(3)
      for delivery in old { delivery.ack() }
      await consumer.close()

      #expect(again.map(\.message.text) == ["1", "2", "3"])
      #expect(again.allSatisfy { $0.isRedelivered })
      try await stage.expectReady(3, in: queue)
    }
  }

  @Test(arguments: Subject.all) func `closing sends the acks that were given and gives back the rest`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 5) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 5)
      let deliveries = await consumer.take(4)

      deliveries[0].ack()
      deliveries[2].ack()
      await consumer.close()
      deliveries[1].ack()

      try await stage.expectReady(3, in: queue)
      let heir = stage.consumer(of: queue)
      let rest = await heir.take(3)
      #expect(rest.map(\.message.text) == ["2", "4", "5"])
      #expect(rest.allSatisfy { $0.isRedelivered })
      await heir.close()
    }
  }

  @Test(arguments: Subject.all) func `closing ends the deliveries, twice as well as once`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 0) { stage, queue in
      let consumer = stage.consumer(of: queue)
      let reader = Task { await consumer.take(1).count }

      await consumer.close()
      await consumer.close()

      #expect(await reader.value == 0)
      try await stage.expectConsumers(0, of: queue)
    }
  }

  @Test(arguments: Subject.all) func `an ack given just before a paused consumer closes is not lost`(
    subject: Subject
  ) async throws {
    for _ in 1...5 {
      try await withQueue(subject, of: 1) { stage, queue in
        let consumer = stage.consumer(of: queue)
        let delivery = await consumer.take(1).first
        consumer.pause()
        await stage.expectPauses(1)

        delivery?.ack()
        await consumer.close()

        // What is not settled comes back with the end of the connection, which takes the broker a moment.
        let heir = stage.consumer(of: queue)
        try await stage.publisher().publish(Message(to: queue, "marker"))
        #expect(await heir.next()?.text == "marker")
        await heir.close()
      }
    }
  }

  @Test(arguments: Subject.all) func `a pause stops the flow but not the settling, and resuming goes on`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 2) { stage, queue in
      let consumer = stage.consumer(of: queue)
      let out = await consumer.take(2)
      consumer.pause()
      await stage.expectPauses(1)
      let publisher = stage.publisher()
      for number in 3...4 { try await publisher.publish(Message(to: queue, "\(number)")) }

      out[0].ack()
      consumer.resume()
      // One is still out: nothing flows.
      try await stage.expectReady(2, in: queue)
      out[1].nack()
      let rest = await consumer.take(3)

      #expect(rest.map(\.message.text) == ["2", "3", "4"])
      #expect(rest.map(\.isRedelivered) == [true, false, false])
      await consumer.close()
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `pausing and resuming often does not slow a consumer down`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 8) { stage, queue in
      let consumer = stage.consumer(of: queue, prefetch: 1)
      let start = ContinuousClock.now

      for number in 1...8 {
        let delivery = await consumer.take(1).first
        consumer.pause()
        await stage.expectPauses(number)
        delivery?.ack()
        consumer.resume()
        #expect(delivery?.message.text == "\(number)")
      }

      #expect(ContinuousClock.now - start < .seconds(8))
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `consumers of one queue share its messages`(subject: Subject)
    async throws
  {
    try await withQueue(subject, of: 0) { stage, queue in
      let consumers = (1...2).map { _ in stage.consumer(of: queue, prefetch: 1) }
      try await stage.expectConsumers(2, of: queue)
      let publisher = stage.publisher()
      for number in 1...2 { try await publisher.publish(Message(to: queue, "\(number)")) }

      var texts: Set<String> = []
      for consumer in consumers { texts.insert(await consumer.take(1).first?.message.text ?? "none") }

      #expect(texts == ["1", "2"])
      for consumer in consumers { await consumer.close() }
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `a queue that is deleted and made again is consumed again`(
    subject: Subject
  ) async throws {
    try await withQueue(subject, of: 1) { stage, queue in
      let consumer = stage.consumer(of: queue)
      let lost = await consumer.take(1)
      try await stage.delete(queue: queue)
      // A broker that makes it again at once may take the old consumer for one of the new queue, and drop messages.
      await stage.expectLosses(1)
      try await stage.declare(queue: queue)
      let publisher = stage.publisher()
      try await publisher.publish(Message(to: queue, "new"))

      let fresh = await consumer.take(1)
      for delivery in lost + fresh { delivery.ack() }
      await consumer.close()

      #expect(fresh.map(\.message.text) == ["new"])
      try await stage.expectReady(0, in: queue)
      await publisher.close()
    }
  }

  /// A queue that holds the messages "1", "2" and so on.
  private func withQueue(
    _ subject: Subject, of count: Int, _ body: (any Stage, String) async throws -> Void
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      for number in 0..<count { try await publisher.publish(Message(to: queue, "\(number + 1)")) }
      await publisher.close()
      try await body(stage, queue)
    }
  }
}
