import Messaging
import TestKit
import Testing

/// What a publisher promises: the same of every broker.
@Suite(.timeLimit(.minutes(1))) struct PublisherContractTests {
  @Test(arguments: Subject.all) func `what is confirmed is in the queue`(subject: Subject) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()

      for _ in 1...3 { try await publisher.publish(Message(to: queue)) }

      try await stage.expectReady(3, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `many callers publish side by side`(subject: Subject) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher(PublisherSettings(inFlightLimit: 10))

      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 1...200 {
          group.addTask { try await publisher.publish(Message(to: queue, "\(number)")) }
        }
        try await group.waitForAll()
      }

      let consumer = stage.consumer(of: queue, prefetch: 200)
      let arrived = await consumer.take(200)
      #expect(Set(arrived.map(\.message.text)) == Set((1...200).map(String.init)))
      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `a message that no queue takes is told, and its neighbours arrive`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()

      let outcomes = await publishAll([queue, queue + "-missing", queue], with: publisher)

      #expect(outcomes == [nil, .unroutable, nil])
      try await stage.expectReady(2, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `of two messages with one id the right one is told unroutable`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()

      for _ in 1...10 {
        let outcomes = await publishAll([queue, queue + "-missing"], id: "same", with: publisher)
        #expect(outcomes == [nil, .unroutable])
      }

      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `a missing exchange is told to who named it, and its neighbours arrive`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      async let missing = code {
        try await publisher.publish(Message(exchange: queue + "-missing", routingKey: "", body: []))
      }

      let outcomes = await publishAll([queue, queue, queue], with: publisher)

      #expect(await missing == .topology)
      #expect(outcomes == [nil, nil, nil])
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `one mistake after the other does not slow a publisher down`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      let start = ContinuousClock.now

      for _ in 1...8 {
        let missing = await code {
          try await publisher.publish(Message(exchange: queue + "-missing", routingKey: "", body: []))
        }
        #expect(missing == .topology)
        try await publisher.publish(Message(to: queue))
      }

      #expect(ContinuousClock.now - start < .seconds(8))
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `a full queue refuses, and takes again when there is room`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue(maxLength: 3, deadLetterExchange: nil)
      let publisher = stage.publisher()
      var accepted = 0
      var refusal: MessagingError.Code?
      // A broker notices a full queue a little late.
      while refusal == nil, accepted < 200 {
        refusal = await code { try await publisher.publish(Message(to: queue)) }
        if refusal == nil { accepted += 1 }
      }

      let consumer = stage.consumer(of: queue)
      for delivery in await consumer.take(accepted) { delivery.ack() }
      let takesAgain = await eventually {
        await code { try await publisher.publish(Message(to: queue)) } == nil
      }

      #expect(refusal == .rejected && accepted >= 3)
      #expect(takesAgain)
      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `what is too large or cannot be said in AMQP is refused at once`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher(PublisherSettings(bodyLimit: 10))
      let long = String(repeating: "x", count: 256)
      var wrong: [Message] = [Message(to: queue, "eleven byte"), Message(to: long)]
      wrong.append(Message(exchange: long, routingKey: "", body: []))
      for field in [
        \Message.Properties.messageID, \.type, \.correlationID, \.contentType, \.replyTo, \.appID,
      ] {
        var message = Message(to: queue)
        message.properties[keyPath: field] = long
        wrong.append(message)
      }
      for header in [
        Message.Header(long, .int(1)), Message.Header("x", .string(String(repeating: "x", count: 17_000))),
      ] {
        var message = Message(to: queue)
        message.properties.headers = [header]
        wrong.append(message)
      }

      for message in wrong {
        let outcome = await code { try await publisher.publish(message) }
        #expect(outcome == .tooLarge)
      }
      var infinite = Message(to: queue)
      infinite.properties.headers = [Message.Header("number", .double(.infinity))]
      let sent = infinite
      let outcome = await code { try await publisher.publish(sent) }
      #expect(outcome == .invalid)
      try await publisher.publish(Message(to: queue, "ten bytes!"))

      try await stage.expectReady(1, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `without a confirm the call ends at its deadline`(subject: Subject)
    async throws
  {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      try await publisher.publish(Message(to: queue))
      stage.holdConfirms(true)
      let start = ContinuousClock.now

      let outcome = await code {
        try await publisher.publish(Message(to: queue), timeout: .milliseconds(200))
      }
      let waited = ContinuousClock.now - start
      stage.holdConfirms(false)
      try await publisher.publish(Message(to: queue))

      #expect(outcome == .timeout)
      // The upper bound is that of a busy machine; without a deadline it would be the publisher's own of 30 s.
      #expect((.milliseconds(200)..<(.seconds(20))).contains(waited))
      // The one that was not confirmed arrived all the same.
      try await stage.expectReady(3, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `a cancelled caller returns, and its message goes its way`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      try await publisher.publish(Message(to: queue))
      stage.holdConfirms(true)
      let caller = Task { try await publisher.publish(Message(to: queue)) }
      try await stage.expectReady(2, in: queue)

      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      stage.holdConfirms(false)

      try await publisher.publish(Message(to: queue))
      try await stage.expectReady(3, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `who was cancelled before publishes nothing`(subject: Subject)
    async throws
  {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      let gate = AsyncStream<Void>.makeStream()
      let caller = Task {
        for await _ in gate.stream {}
        try await publisher.publish(Message(to: queue, "cancelled"))
      }

      caller.cancel()
      await #expect(throws: CancellationError.self) { try await caller.value }
      try await publisher.publish(Message(to: queue, "other"))

      try await stage.expectReady(1, in: queue)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all)
  func `at the limit callers wait, and who was too late in the line is not sent`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher(PublisherSettings(inFlightLimit: 2))
      try await publisher.publish(Message(to: queue))
      stage.holdConfirms(true)
      let first = (1...2).map { _ in Task { try await publisher.publish(Message(to: queue, "first")) } }
      try await stage.expectReady(3, in: queue)

      let late = await code {
        try await publisher.publish(Message(to: queue, "late"), timeout: .milliseconds(200))
      }
      let patient = Task { try await publisher.publish(Message(to: queue, "patient")) }
      #expect(try await stage.depth(of: queue).readyCount == 3)
      stage.holdConfirms(false)
      for caller in first + [patient] { try await caller.value }

      #expect(late == .timeout)
      let consumer = stage.consumer(of: queue)
      #expect(await consumer.take(4).map(\.message.text) == ["", "first", "first", "patient"])
      try await stage.expectReady(0, in: queue)
      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all)
  func `a caller that is cancelled in the line returns, and its message is not sent`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher(PublisherSettings(inFlightLimit: 1))
      try await publisher.publish(Message(to: queue))
      stage.holdConfirms(true)
      let first = Task { try await publisher.publish(Message(to: queue)) }
      try await stage.expectReady(2, in: queue)
      let waiting = Task { try await publisher.publish(Message(to: queue, "cancelled")) }
      // Once one that came after it was too late in the line, it stands there, too.
      let late = await code {
        try await publisher.publish(Message(to: queue, "late"), timeout: .milliseconds(200))
      }

      waiting.cancel()
      #expect(late == .timeout)
      await #expect(throws: CancellationError.self) { try await waiting.value }
      stage.holdConfirms(false)

      try await first.value
      try await publisher.publish(Message(to: queue, "last"))
      let consumer = stage.consumer(of: queue)
      #expect(await consumer.take(3).map(\.message.text) == ["", "", "last"])
      await publisher.close()
      await consumer.close()
    }
  }

  @Test(arguments: Subject.all) func `what a lost connection left unconfirmed is sent again`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      try await publisher.publish(Message(to: queue, "before"))
      stage.holdConfirms(true)
      let caller = Task { try await publisher.publish(Message(to: queue, "unconfirmed")) }
      #expect(try await eventually { try await stage.depth(of: queue).readyCount >= 2 })

      stage.dropConnections()
      stage.holdConfirms(false)
      try await caller.value
      try await publisher.publish(Message(to: queue, "after"))

      #expect(try await stage.depth(of: queue).readyCount >= 3)
      await publisher.close()
    }
  }

  @Test(arguments: Subject.all) func `closing waits for what is under way, then nothing is taken`(
    subject: Subject
  ) async throws {
    try await subject.stage { stage in
      let queue = try await stage.makeQueue()
      let publisher = stage.publisher()
      try await publisher.publish(Message(to: queue))
      stage.holdConfirms(true)
      let caller = Task { try await publisher.publish(Message(to: queue)) }
      try await stage.expectReady(2, in: queue)
      let closing = Task { await publisher.close() }
      let isShut = await eventually {
        await code { try await publisher.publish(Message(to: queue), timeout: .milliseconds(1)) } == .closed
      }

      stage.holdConfirms(false)
      try await caller.value
      await closing.value
      await publisher.close()

      let late = await code { try await publisher.publish(Message(to: queue)) }
      #expect(isShut)
      #expect(late == .closed)
    }
  }

  // MARK: Publishing and its outcome

  private func code(_ body: () async throws -> Void) async -> MessagingError.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? MessagingError)?.code
    }
  }

  /// Publishes to each of the queues at the same time; the outcomes stand in their order.
  private func publishAll(
    _ queues: [String], id: String? = nil, with publisher: any MessagePublisher
  ) async -> [MessagingError.Code?] {
    await withTaskGroup(of: (Int, MessagingError.Code?).self) { group in
      for (index, queue) in queues.enumerated() {
        group.addTask {
          var message = Message(to: queue)
          message.properties.messageID = id
          let sent = message
          return (index, await code { try await publisher.publish(sent) })
        }
      }
      return await group.reduce(into: Array(repeating: nil, count: queues.count)) { $0[$1.0] = $1.1 }
    }
  }
}
