import Jobs
import Messaging
import Storage

/// What a task under test is told to do; the payload of every task but the finale, for which nothing is told.
struct StormOrder: Codable, Sendable, Hashable, JobInput {
  /// What the run is about; only in what producers publish directly.
  var subject: String?
  var label: String?
  /// Ends its process, each time.
  var isPoison: Bool?
  /// How many attempts fail.
  var failures: Int?
  var milliseconds: Int?
  var lane: String?
  var children: [StormOrder]?
  /// Keys of work that is done once for all runs.
  var shared: [String]?
  var hasFinale: Bool?

  init(_ label: String) { self.label = label }

  /// What a task that succeeds leads to.
  func followUp() throws -> FollowUp? {
    guard children != nil || shared != nil || hasFinale != nil else { return nil }
    return FollowUp(
      children: try (children ?? []).map { child in
        let lane = child.lane.flatMap { JobLane(rawValue: $0) }
        return FollowUp.Child(.ingest, lane: lane, payload: try JSON(encoding: child))
      },
      shared: try (shared ?? []).map { key in
        FollowUp.Shared(.ingest, key: key, payload: try JSON(encoding: StormOrder(key)))
      },
      finale: hasFinale == true ? .ingest : nil)
  }
}

/// A run that a producer is to begin.
struct PlannedRun: Codable, Sendable, Hashable {
  var subject: String
  var order: StormOrder
  /// The id of the message, where the producer publishes directly.
  var message: TaskID?
}
