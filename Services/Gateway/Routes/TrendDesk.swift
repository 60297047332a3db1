import Knowledge
import Models
import Storage
import Synchronization

/// Answers what is a trend. That goes through all videos of weeks, so one is worked out at a time, however many ask, and
/// told for a minute.
final class TrendDesk: Sendable {
  private let database: any Database
  private let known = Kept<KnownTrends.Question, KnownTrends>(limit: 64, lifetime: .seconds(60))
  private let reads: BatchedRead<KnownTrends.Question, KnownTrends>

  init(_ database: any Database) {
    self.database = database
    // How much is known of all tracks changes little within minutes, and takes longest.
    let volumes = Kept<UseWindow, UseVolume>(limit: 8, lifetime: .seconds(600))
    reads = BatchedRead(limit: 1, waitingLimit: 32) { questions in
      var answers: [KnownTrends.Question: KnownTrends] = [:]
      for question in questions {
        let volume: UseVolume
        if let kept = volumes[question.window] {
          volume = kept
        } else {
          volume = try await TrendStore(database).volume(in: question.window)
          volumes.keep(volume, for: question.window)
        }
        answers[question] = try await KnownTrends(question, volume: volume, in: database)
      }
      return answers
    }
  }

  func trends(_ question: KnownTrends.Question) async throws -> KnownTrends {
    if let known = known[question] { return known }
    guard let made = try await reads.value(for: question) else {
      throw StorageError(.conflict, "trends were asked for and not read")
    }
    known.keep(made, for: question)
    return made
  }
}

/// Values that are told for a while, and so many of them.
private final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let value: Value
    let until: ContinuousClock.Instant
  }

  private let limit: Int
  private let lifetime: Duration
  private let entries = Mutex<[Key: Entry]>([:])

  init(limit: Int, lifetime: Duration) { (self.limit, self.lifetime) = (limit, lifetime) }

  subscript(key: Key) -> Value? {
    entries.withLock { entries in entries[key].flatMap { $0.until > .now ? $0.value : nil } }
  }

  func keep(_ value: Value, for key: Key) {
    let now = ContinuousClock.now
    entries.withLock { entries in
      if entries.count >= limit { entries = entries.filter { $0.value.until > now } }
      if entries.count >= limit { entries.removeAll() }
      entries[key] = Entry(value: value, until: now + lifetime)
    }
  }
}
