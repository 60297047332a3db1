import Jobs
import Lifecycle
import Messaging
import Storage
import Telemetry

/// Begins the runs that the history plans and that nobody has been promised yet, and writes down each promise.
struct StormProducer: Service {
  static let runKind = "storm"

  let journal: Journal
  let parts: WorkerParts
  let pause: Duration
  /// In the middle of which run this process ends.
  let lastRun: Int?

  func run() async throws {
    let history = try journal.read()
    let accepted = Set(
      history.entries.compactMap { entry in
        if case .accepted(let subject, _, _) = entry { subject } else { nil }
      })
    let rest = history.planned.filter { !accepted.contains($0.subject) }
    let producer = Producer(JobStore(parts.database), broker: parts.broker, logger: parts.logger)
    let publisher = parts.broker.makePublisher(PublisherSettings())
    for (index, planned) in rest.enumerated() where parts.shutdown.phase == .running {
      if index + 1 == lastRun {
        Task {
          try? await Task.sleep(for: .microseconds(Int.random(in: 0...12_000)))
          StormVariables.fall(journal, "in a run")
        }
      }
      await insist { try await begin(planned, producer, publisher) }
      try? await Task.sleep(for: pause)
    }
    await publisher.close()
    await producer.close()
  }

  private func begin(
    _ planned: PlannedRun, _ producer: Producer, _ publisher: any MessagePublisher
  ) async throws {
    if let id = planned.message {
      var order = planned.order
      order.subject = planned.subject
      try await publisher.publish(
        Message(
          exchange: BrokerName.jobs, routingKey: BrokerName.queue(.ingest, .norm),
          properties: Message.Properties(messageID: "\(id)", type: StormHandler.admission.type),
          body: Array(try JSON(encoding: order).text.utf8)), timeout: .seconds(5))
      try journal.write(.accepted(subject: planned.subject, run: nil, task: id))
    } else {
      let answers = try await producer.enqueue([
        Enqueuement(
          .ingest, runKind: Self.runKind, subject: planned.subject, payload: try JSON(encoding: planned.order)
        )
      ])
      for answer in answers {
        try journal.write(.accepted(subject: answer.subject, run: answer.run, task: nil))
      }
    }
  }

  /// Tries until it is done, as a producer does that has nobody to tell of its failure.
  private func insist(_ body: () async throws -> Void) async {
    while parts.shutdown.phase == .running {
      do { return try await body() } catch {
        parts.logger.notice("trying again", ["error": "\(error)"])
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}
