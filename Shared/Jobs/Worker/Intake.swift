import FoundationEssentials
import Messaging
import Storage
import Telemetry

/// Makes tasks of messages: reads them, admits those of producers, parks what is too new and buries what cannot be read.
struct Intake: Sendable {
  let kind: JobKind
  let settings: WorkerSettings
  let store: JobStore
  let sender: OutboxSender
  let hands: Hands
  let admission: Admission?
  let meters: WorkerMeters
  let logger: Logger

  enum Answer: Sendable {
    case piece(Piece)
    /// A producer's message, to be admitted in a slot: it costs a transaction.
    case direct(DirectMessage)
    /// To be kept for a newer worker.
    case park(String)
    case bury(String)
    /// In hand already.
    case held
  }

  /// What a message is; costs nothing but time to think.
  func read(_ arrival: Arrival) -> Answer {
    let message = arrival.delivery.message
    do throws(EnvelopeError) {
      switch try Incoming(message, kind: kind, schemas: settings.schemas) {
      case .task(let envelope): return take(envelope, arrival)
      case .direct(let direct): return try read(direct)
      }
    } catch {
      switch error.code {
      case .unsupported: return .park(error.description)
      case .malformed: return .bury(error.description)
      }
    }
  }

  private func read(_ direct: DirectMessage) throws(EnvelopeError) -> Answer {
    guard let admission else {
      throw EnvelopeError(
        .malformed, "nobody may publish to this queue directly: header \(Envelope.Header.fence) is missing")
    }
    let type = direct.type ?? admission.type
    guard type == admission.type, direct.schema <= admission.schemas.upperBound else {
      throw EnvelopeError(
        .unsupported, "type \"\(type.prefix(64))\" of schema \(direct.schema) is newer than this worker")
    }
    guard direct.schema >= admission.schemas.lowerBound else {
      throw EnvelopeError(.malformed, "schema \(direct.schema) is no longer understood")
    }
    return .direct(direct)
  }

  private func take(_ envelope: Envelope, _ arrival: Arrival) -> Answer {
    let claim = Claim(id: envelope.id, fence: envelope.fence)
    guard hands.take(claim, arrival.delivery) else { return .held }
    var piece = Piece(
      message: claim, envelope: envelope, lane: arrival.lane, body: arrival.delivery.message.body,
      claim: claim)
    // What comes again may have ended a process, or may only have waited in one that ended: its start is recorded, so
    // that it runs alone when that one ends, too.
    if arrival.delivery.isRedelivered { meters.redelivered.increment() }
    piece.isCharged = settings.isLeased || envelope.isSuspect || arrival.delivery.isRedelivered
    return .piece(piece)
  }

  // MARK: What costs a transaction

  /// Admits a producer's message; a piece when it is to be handled here and now.
  func admit(_ direct: DirectMessage, _ arrival: Arrival) async throws -> Piece? {
    guard let admission else { return nil }
    let request: Admission.Request
    do { request = try admission.read(direct.body) } catch {
      try await bury(arrival, because: "\(error)")
      return nil
    }
    let admitted: Admitted
    do {
      admitted = try await store.admit(direct, request, kind: kind, lane: arrival.lane)
    } catch let error as StorageError where error.code == .statement || error.code == .constraint {
      try await bury(arrival, because: "it cannot be kept: \(error)")
      return nil
    }
    switch admitted {
    case .task(let envelope):
      guard case .piece(let piece) = take(envelope, arrival) else { return nil }
      return piece
    case .owed(let owed, let run):
      arrival.delivery.ack()
      logger.info("admitted", ["run": "\(run)", "subject": .string(request.subject)])
      await sender.send(owed)
    case .merged, .over:
      arrival.delivery.ack()
      meters.dropped.increment()
    }
    return nil
  }

  func park(_ arrival: Arrival, because reason: String) async throws {
    let message = arrival.delivery.message
    let since = message.properties[header: OwedHeaders.parkedHeader]?.number.map(Date.init(milliseconds:))
    // The header comes back from a producer's message as it was sent: what it says is bounded by what can be.
    let waited = Duration.seconds(since.map { max(0, Date().timeIntervalSince($0)) } ?? 0)
    guard waited < settings.parking.patience else {
      return try await bury(
        arrival, because: "\(reason); none came within \(settings.parking.patience)", as: "unsupported")
    }
    do {
      try await store.park(message, because: reason, delay: settings.parking.delay)
    } catch let error as EnvelopeError {
      return try await bury(arrival, because: error.description)
    }
    meters.parked.increment()
    logger.warning("message parked", ["queue": .string(message.routingKey), "reason": .string(reason)])
    arrival.delivery.ack()
  }

  func bury(_ arrival: Arrival, because reason: String, as word: String = "malformed") async throws {
    let message = arrival.delivery.message
    try await store.bury(message, kind: kind, lane: arrival.lane, reason: word, detail: reason)
    meters.malformed.increment()
    logger.warning("message buried", ["queue": .string(message.routingKey), "reason": .string(reason)])
    arrival.delivery.ack()
  }
}
