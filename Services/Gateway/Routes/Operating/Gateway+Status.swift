import API
import Documents
import FoundationEssentials
import HTTP
import Jobs
import Management
import Telemetry

extension Gateway {
  var status: [Endpoint] { [showStatus] }

  /// Rates are the broker's own. A gateway remembers nothing between two requests and there may be many of them: differences
  /// between what each of them saw last would be another number at each, and over another time. The database's tables tell
  /// no rates either, since what is done with is swept away. So what the management interface has counted is told, over the
  /// seconds that it counts over, and where there is none the rates are null, with a note that says so.
  private var showStatus: Endpoint {
    Endpoint(
      .get, "/v1/status", .scope(.read), "queues",
      "How much waits, how fast it goes, when that is done, and who works"
    ) { _ in
      async let depths = depths.depths()
      let store = StatusSample.Store(
        records: try await jobs.queueRecords(), controls: try await jobs.queueControls(),
        workers: try await jobs.workers(), openRunCount: try await jobs.openRunCount())
      return .json(.status(SystemStatus(Self.sample(await depths, store, logger))))
    }
    .with {
      $0.notes =
        "Rates are messages a second, as the broker has counted them over its last seconds; \"drainSeconds\" is when a queue "
        + "is empty if that goes on, and null when it is not. What the broker does not tell is null, and \"problems\" or "
        + "\"notes\" say why. The broker is asked at most every two seconds, however many want to know."
      $0.outcomes = [.init(.ok, "All queues, runs and workers", Schemas.status)]
    }
  }

  /// What the broker's client complains of names servers and users: that is for the log.
  private static func sample(
    _ depths: BrokerDepths, _ store: StatusSample.Store, _ logger: Logger
  ) -> StatusSample {
    var sample = StatusSample(store: store)
    if !depths.queues.isEmpty {
      let queues = depths.queues.map { name, depth in
        (
          name,
          QueueStatistics(
            queue: name, readyCount: depth.ready, unackedCount: depth.unacked, consumerCount: depth.consumers,
            publishRate: depth.incoming, ackRate: depth.outgoing)
        )
      }
      sample.broker = .init(queues: Dictionary(uniqueKeysWithValues: queues), hasRates: depths.isManaged)
    }
    if let problem = depths.problem {
      logger.warning("the broker has not told all of its queues", ["error": .string(problem)])
      sample.problems.append("the broker has not told all of its queues; the log of the gateway says why")
    }
    if !depths.isManaged { sample.notes.append(StatusSample.unmanaged) }
    return sample
  }
}
