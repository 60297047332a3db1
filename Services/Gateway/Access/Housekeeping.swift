import Lifecycle
import Storage
import Synchronization
import Telemetry

/// Hears of keys that change, notes which were used, and forgets answers that are no longer given.
struct Housekeeping: Service {
  let keys: KeyRing
  let answers: IdempotencyStore
  var listener: Listener?
  let shutdown: Shutdown
  let logger: Logger

  private static let interval = Duration.seconds(20)
  /// So many turns lie between two sweeps.
  private static let turns = 30

  func run() async throws {
    let ears = Task {
      guard let listener else { return }
      for await event in listener.events(on: KeyStore.channel) {
        switch event {
        case .notification(let notification): keys.forget(notification.payload)
        case .resumed: keys.forget(nil)
        }
      }
    }
    defer { ears.cancel() }
    let turn = Atomic(0)
    await shutdown.untilDrained {
      await learn()
      await touch()
      if turn.wrappingAdd(1, ordering: .relaxed).oldValue.isMultiple(of: Self.turns) { await sweep() }
      return Self.interval
    }
    await touch()
  }

  private func learn() async {
    do { try await keys.learn() } catch {
      logger.warning("the keys that there are could not be read", ["error": "\(error)"])
    }
  }

  private func sweep() async {
    do {
      let count = try await answers.sweep()
      if count > 0 { logger.info("forgot answers", ["count": .int(Int64(count))]) }
    } catch { logger.warning("old answers could not be forgotten", ["error": "\(error)"]) }
  }

  private func touch() async {
    do { try await keys.touchUsed() } catch {
      logger.warning("the use of keys could not be noted", ["error": "\(error)"])
    }
  }
}
