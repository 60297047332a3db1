import Knowledge
import Models
import Storage

/// Answers what is a trend. That goes through all videos of weeks, so one is worked out at a time, however many ask, and
/// told for a minute.
final class TrendDesk: Sendable {
  private let database: any Database
  private let known: Kept<KnownTrends.Question, KnownTrends>
  private let reads: BatchedRead<KnownTrends.Question, KnownTrends>

  init(_ database: any Database) {
    self.database = database
    let known = Kept<KnownTrends.Question, KnownTrends>(limit: 64, lifetime: .seconds(60))
    self.known = known
    // How much is known of all tracks changes little within minutes, and takes longest.
    let volumes = Kept<UseWindow, UseVolume>(limit: 8, lifetime: .seconds(600))
    reads = BatchedRead(limit: 1, waitingLimit: 32) { questions in
      var answers: [KnownTrends.Question: KnownTrends] = [:]
      for question in questions {
        // Somebody who waited before may have asked the same.
        if let kept = known[question] {
          answers[question] = kept
          continue
        }
        let volume: UseVolume
        if let kept = volumes[question.window] {
          volume = kept
        } else {
          volume = try await TrendStore(database).volume(in: question.window)
          volumes.keep(volume, for: question.window)
        }
        let made = try await KnownTrends(question, volume: volume, in: database)
        known.keep(made, for: question)
        answers[question] = made
      }
      return answers
    }
  }

  func trends(_ question: KnownTrends.Question) async throws -> KnownTrends {
    if let known = known[question] { return known }
    guard let made = try await reads.value(for: question) else {
      throw StorageError(.conflict, "trends were asked for and not read")
    }
    return made
  }
}
