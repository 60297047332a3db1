import Jobs
import Messaging
import Models
import Storage

/// Who takes handles to be enqueued: the servers, or a gateway in front of them.
enum HandleTaker: Sendable {
  case producer(Producer, JobLane)
  case remote(Remote, JobLane)

  /// Handles that are enqueued together, and may be offered again: those that were taken unnoticed are not taken twice.
  struct Portion: Sendable {
    let enqueue: @Sendable () async throws -> [Enqueued]
  }

  func portion(of handles: [Handle]) throws -> Portion {
    switch self {
    case .producer(let producer, let lane):
      let list = try handles.map { handle in
        let request = InfluencerRequest(handle)
        return Enqueuement(
          .ingest, runKind: InfluencerRequest.runKind, subject: request.subject, lane: lane,
          payload: try JSON(encoding: request))
      }
      return Portion { try await producer.enqueue(list) }
    case .remote(let remote, let lane):
      // One for all attempts: the gateway answers a later one as it has answered the first.
      let once = "\(RunID.make())"
      return Portion { try await remote.begin(handles, lane.rawValue, once: once) }
    }
  }

  /// The queue that takes nothing for now; nil where there is room.
  var fullQueue: String? {
    guard case .producer(let producer, let lane) = self else { return nil }
    let queue = BrokerName.queue(.ingest, lane)
    return producer.fullQueues.contains(queue) ? queue : nil
  }

  /// What is waited for when nobody answers.
  var place: String {
    switch self {
    case .producer: "the database"
    case .remote: "the gateway"
    }
  }

  /// What was committed unnoticed comes back as merged, or as it was answered.
  static func isWorthAnother(_ error: any Error) -> Bool {
    if let error = error as? StorageError { return error.isRetriable || error.code == .commitUnknown }
    return error is RemoteAway
  }
}
