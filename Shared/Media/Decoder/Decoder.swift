import Lifecycle
public import MediaWire
import Synchronization
public import Telemetry

/// Does something with what a decoder makes of a file, as it comes: everything from `about` on but the ending.
///
/// Runs on a thread of its own and may compute for long: the decoder waits meanwhile.
public protocol ReplyConsumer: Sendable {
  mutating func take(_ reply: Reply) throws
}

/// An order that was carried out.
public struct Decoded<Consumer: ReplyConsumer>: Sendable {
  public let consumer: Consumer
  public let info: MediaInfo
  public let ending: MediaWire.Ending
}

/// Media decoders: children that live on and carry out one order at a time each.
///
/// A file may kill the child that decodes it, and costs its own order with that; the next gets a new child.
public final class Decoder: Sendable {
  private let slots: [DecoderSlot]
  private let line: SlotLine
  private let running = Mutex<[Int: Interruption]>([:])

  public init(_ settings: DecoderSettings, logger: Logger) {
    precondition(settings.slots > 0, "a decoder needs at least one slot")
    let confinement = ConfinementWatch(settings, logger: logger)
    slots = (0..<settings.slots).map {
      DecoderSlot(settings, number: $0, confinement: confinement, logger: logger)
    }
    line = SlotLine(settings.slots)
  }

  /// Has an order carried out when a child is free, first come, first served. When the calling task is cancelled, or
  /// the consumer throws, the child stops.
  public func decode<Consumer: ReplyConsumer>(
    _ file: MediaFile, _ order: DecodeOrder, into consumer: Consumer
  ) async throws -> Decoded<Consumer> {
    if let fault = order.fault { throw MediaError(.badOrder, "this cannot be decoded: \(fault)") }
    let slot = try await line.enter()
    defer { line.leave(slot) }
    let interruption = Interruption(wake: slots[slot].wake)
    running.withLock { $0[slot] = interruption }
    defer { running.withLock { _ = $0.removeValue(forKey: slot) } }
    // Whoever closes the line first and then looks for what is running misses nothing.
    if line.isClosed { throw SlotLine.closed }
    return try await withTaskCancellationHandler {
      try await slots[slot].carryOut(order, on: file, into: consumer, unless: interruption)
    } onCancel: {
      interruption.interrupt(CancellationError())
    }
  }

  /// What a file says of itself.
  public func info(of file: MediaFile) async throws -> MediaInfo {
    try await decode(file, DecodeOrder(), into: Forgetting()).info
  }

  /// Ends what is running, and the children. Nothing is decoded after this.
  public func close() async {
    line.close()
    for interruption in running.withLock({ Array($0.values) }) { interruption.interrupt(SlotLine.closed) }
    await withDiscardingTaskGroup { group in
      for slot in slots { group.addTask { await slot.close() } }
    }
  }

  private struct Forgetting: ReplyConsumer {
    func take(_ reply: Reply) {}
  }
}
