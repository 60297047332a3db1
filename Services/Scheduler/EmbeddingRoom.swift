import HTTP
import Lifecycle
import Search
import Storage
import Telemetry

/// Has the meaning of videos turned into vectors, a request at a time, where an endpoint for that is set.
///
/// Two schedulers would ask for some of them twice, and keep them once.
struct EmbeddingRoom: Service {
  let filling: EmbeddingFilling
  let shutdown: Shutdown
  let logger: Logger
  /// After all videos were gone through.
  var interval = Duration.seconds(60)
  /// After a failure that nobody says a pause for; it grows with each further one.
  var patience = Duration.seconds(15)
  private static let longest = Duration.seconds(3_600)

  /// Nil where search by meaning is off.
  ///
  /// - Throws: `SearchError` where it is set by halves.
  init?(
    _ settings: Settings, _ database: any Database, shutdown: Shutdown, logger: Logger
  ) throws(SearchError) {
    guard let endpoint = try EmbeddingSettings(settings) else { return nil }
    self.init(
      filling: EmbeddingFilling(database, EmbeddingEndpoint(endpoint)), shutdown: shutdown, logger: logger)
  }

  init(filling: EmbeddingFilling, shutdown: Shutdown, logger: Logger) {
    (self.filling, self.shutdown, self.logger) = (filling, shutdown, logger)
  }

  func run() async {
    let rounds = Rounds()
    await shutdown.untilDrained { await make(rounds) }
  }

  /// Where it is, and how often it has failed since it last did not.
  actor Rounds {
    private(set) var place: Int64 = 0
    private(set) var failures = 0
    /// How many texts a request has: fewer where they are not taken, so that the one at fault is found.
    private(set) var size = Int.max

    /// Where nothing was asked for, nothing has succeeded.
    func reach(_ turn: EmbeddingFilling.Turn, of batch: Int) {
      place = turn.next ?? 0
      guard turn.videos > 0 else { return }
      failures = 0
      size = size >= batch ? batch : size * 2
    }
    /// Goes on behind a video; how often that was necessary since the last success.
    func pass(_ next: Int64?) -> Int {
      place = next ?? 0
      return fail()
    }
    /// False where it is one already.
    func halve(_ batch: Int) -> Bool {
      guard min(size, batch) > 1 else { return false }
      size = min(size, batch) / 2
      return true
    }
    func fail() -> Int {
      failures += 1
      return failures
    }
  }

  /// One request; how long to rest after it.
  func make(_ rounds: Rounds) async -> Duration {
    do {
      let turn = try await filling.fill(after: await rounds.place, limit: await rounds.size)
      if let refusal = turn.refusal {
        logger.warning(
          "a video is passed over, whose meaning cannot be asked for", ["error": "\(refusal)"])
        return rest(after: await rounds.pass(turn.next))
      }
      await rounds.reach(turn, of: filling.batch)
      return turn.next == nil ? interval : .zero
    } catch is CancellationError {
      return interval
    } catch let error as SearchError where error.isOfTexts {
      if await rounds.halve(filling.batch) { return .zero }
      return rest(after: await rounds.fail())
    } catch {
      let failures = await rounds.fail()
      logger.warning("the meaning of videos cannot be asked for", ["error": "\(error)"])
      return min(Self.longest, max((error as? SearchError)?.pause ?? .zero, rest(after: failures)))
    }
  }

  private func rest(after failures: Int) -> Duration {
    min(Self.longest, patience * Double(1 << min(failures - 1, 8)))
  }
}
