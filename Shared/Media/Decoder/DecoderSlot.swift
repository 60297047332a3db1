import Lifecycle
import MediaWire
import Telemetry

/// One child at a time, and the thread that waits for it.
actor DecoderSlot {
  private let settings: DecoderSettings
  private let logger: Logger
  private let nursery: ChildNursery
  private let executor: BlockingExecutor
  nonisolated let wake = WakePipe()
  private var child: ConversingChild?
  private var lastNumber: UInt32 = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ settings: DecoderSettings, number: Int, confinement: ConfinementWatch, logger: Logger) {
    self.settings = settings
    self.logger = logger
    nursery = ChildNursery(settings, confinement: confinement)
    executor = BlockingExecutor(label: "decoder \(number)")
  }

  func carryOut<Consumer: ReplyConsumer>(
    _ order: DecodeOrder, on file: MediaFile, into consumer: Consumer, unless interruption: Interruption
  ) throws -> Decoded<Consumer> {
    wake.lower()
    if let reason = interruption.reason { throw reason }
    let own = try file.reopened()
    var consumer = consumer
    while true {
      let child = try readyChild(unless: interruption)
      let isFresh = lastNumber == 0
      lastNumber += 1
      let talk = Conversation(with: child, number: lastNumber, settings, unless: interruption)
      do {
        let outcome = try talk.carryOut(order, on: own, settings) { try consumer.take($0) }
        if let reason = talk.stopping { throw reason }
        switch outcome {
        case .done(let info, let ending):
          return Decoded<Consumer>(consumer: consumer, info: info, ending: ending)
        case .failed(let failure): throw MediaError(failure)
        }
      } catch let breakdown as Breakdown {
        let end = dismiss(after: breakdown)
        // What an earlier order has left behind is not this one's fault.
        if breakdown == .stale, !isFresh { continue }
        throw talk.stopping ?? failure(breakdown, end)
      }
    }
  }

  /// Lets the child go. It is not asked to hurry: it has nothing to do.
  func close() {
    child?.finish(within: .seconds(2))
    child = nil
  }

  private func readyChild(unless interruption: Interruption) throws -> ConversingChild {
    if let child, !child.hasOutput, lastNumber < settings.orderLimit { return child }
    child?.finish(within: .zero)
    child = nil
    lastNumber = 0
    let new = try nursery.start(unless: interruption)
    child = new
    return new
  }

  /// One that has closed its answers is about to end by itself, and how it ends is worth knowing.
  private func dismiss(after breakdown: Breakdown) -> ChildEnd? {
    guard let child else { return nil }
    self.child = nil
    return ChildEnd(of: child, within: breakdown.grace)
  }

  private func failure(_ breakdown: Breakdown, _ end: ChildEnd?) -> MediaError {
    guard let end else { return MediaError(.crashed, "the media decoder is no more") }
    let error = MediaError(breakdown, end, settings)
    logger.warning("media decoder lost", ["error": "\(error)"])
    return error
  }
}
