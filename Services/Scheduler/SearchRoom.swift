import Lifecycle
import Search
import Storage
import Telemetry

/// Keeps what is searched up to date with what was written: a portion at a time, as long as there is something to do. When
/// there is nothing, it forgets words that no video has any more, some at a time.
struct SearchRoom: Service {
  let database: any Database
  let shutdown: Shutdown
  let logger: Logger
  /// Between looks when there was nothing to do, or somebody else is at it.
  var interval = Duration.seconds(2)
  /// After a failure.
  var patience = Duration.seconds(15)
  /// Between two walks through all words.
  var wordInterval = Duration.seconds(86_400)
  /// How many words are looked at between two looks for something to do.
  var wordLimit = 500
  private let portion = Portion()
  private let walk = WordWalk()

  /// How much is taken at once: less after each failure, so that what cannot be done holds up nothing else.
  actor Portion {
    private static let most = 500
    private(set) var size = most

    func grow() { size = min(Self.most, size * 2) }
    func halve() { size = max(1, size / 2) }
  }

  /// Where the walk through all words is, how many are looked at at once, and when it goes on.
  actor WordWalk {
    private var place = ""
    private var size = Int.max
    private var goesOn: ContinuousClock.Instant?

    /// Behind which word to go on, and with how many; nil while it rests.
    func next(most: Int) -> (place: String, size: Int)? {
      goesOn.map { $0 > .now } == true ? nil : (place, min(size, most))
    }

    func reach(_ next: String?, rest: Duration) {
      place = next ?? ""
      size = size > Int.max / 2 ? .max : size * 2
      goesOn = next == nil ? .now + rest : nil
    }

    /// It goes on at the same place with fewer. Where even one is too many, the walk begins anew after the long rest: what
    /// lies behind waits as long, and nothing else does.
    func fail(with tried: Int, patience: Duration, rest: Duration) {
      if tried > 1 {
        size = tried / 2
        goesOn = .now + patience
      } else {
        (place, size) = ("", .max)
        goesOn = .now + rest
      }
    }
  }

  func run() async {
    await shutdown.untilDrained { await make() }
  }

  /// One portion; how long to rest after it. What fails is tried again in smaller ones, and is nobody else's trouble.
  func make() async -> Duration {
    do {
      let turn = try await TextFilling(database).fill(limit: await portion.size)
      if !turn.isBusy { await portion.grow() }
      if turn.changed > 0 { logger.debug("search brought up to date", ["videos": LogValue(turn.changed)]) }
      if turn.isDone { await prune() }
      return turn.isDone || turn.isBusy ? interval : .zero
    } catch is CancellationError {
      return interval
    } catch {
      logger.warning("what is searched cannot be brought up to date", ["error": "\(error)"])
      return await lessen(error)
    }
  }

  /// Words that nobody uses any more, a portion of them.
  private func prune() async {
    guard let next = await walk.next(most: wordLimit) else { return }
    do {
      let turn = try await WordPruning(database).prune(after: next.place, limit: next.size)
      guard !turn.isBusy else { return }
      await walk.reach(turn.next, rest: wordInterval)
      if turn.removed > 0 { logger.debug("unused words forgotten", ["words": LogValue(turn.removed)]) }
    } catch is CancellationError {
    } catch {
      logger.warning("unused words cannot be forgotten", ["error": "\(error)"])
      await walk.fail(with: next.size, patience: patience, rest: wordInterval)
    }
  }

  private func lessen(_ error: any Error) async -> Duration {
    guard Self.isOfContent(error), await portion.size == 1 else {
      await portion.halve()
      return patience
    }
    do {
      let video = try await TextFilling(database).setAside()
      logger.warning(
        "passed over what cannot be made searchable", ["video": .string(video.map { "\($0)" } ?? "none")])
      return .zero
    } catch {
      return patience
    }
  }

  /// Data, constraints, what is too large or too complex, what a trigger refuses, and what the server itself trips over.
  private static let contentClasses: Set<Substring> = ["22", "23", "54", "P0", "XX"]

  /// Whether it may be what is written, and not the state of the database, that fails. A table that is missing or may not
  /// be read makes no video one to pass over.
  private static func isOfContent(_ error: any Error) -> Bool {
    guard let error = error as? StorageError else { return true }
    guard error.code != .decoding, let state = error.sqlState else { return error.code == .decoding }
    // It took too long, or its transaction stood still for too long.
    return contentClasses.contains(state.prefix(2)) || ["57014", "25P03"].contains(state)
  }
}
