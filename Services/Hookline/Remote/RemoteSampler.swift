import Documents
import Jobs
import Management

/// Takes samples of what a gateway says.
struct RemoteSampler: Sampler {
  let remote: Remote

  /// More open runs are not counted: they come in pages.
  static let countedRuns = 1_000
  static let rateless = "a gateway tells no rates of the broker; with --watch they follow from the depths"

  func sample() async -> StatusSample {
    async let queues = Self.result { try await remote.queues() }
    async let workers = Self.result { try await remote.workers() }
    async let runs = Self.result {
      try await remote.runs(RunFilter(states: [.open]), before: nil, limit: Self.countedRuns)
    }
    var sample = StatusSample()
    do {
      let (standings, isComplete) = try await queues.get()
      sample.broker = Self.broker(standings)
      let (open, sightings) = (try await runs.get(), try await workers.get())
      sample.store = StatusSample.Store(
        records: standings.map(\.record), controls: standings.compactMap(\.control), workers: sightings,
        openRunCount: open.hasMore ? nil : open.elements.count)
      if !isComplete {
        sample.problems.append("the broker has not told the gateway all of its queues")
      }
      // What is missing is the same as where the servers are asked so.
      let knowsUnacked = standings.contains { $0.depth?.unacked != nil }
      sample.notes.append(knowsUnacked ? Self.rateless : StatusSampler.unmanaged)
    } catch { sample.problems.append("\(error)") }
    return sample
  }

  private static func result<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  /// nil where the broker tells nothing of any queue.
  private static func broker(_ standings: [QueueStanding]) -> StatusSample.Broker? {
    let known = standings.compactMap { standing in
      standing.depth.map { depth in
        QueueStatistics(
          queue: standing.record.queue, readyCount: depth.ready, unackedCount: depth.unacked,
          consumerCount: depth.consumers)
      }
    }
    guard !known.isEmpty else { return nil }
    return .init(queues: Dictionary(known.map { ($0.queue, $0) }) { first, _ in first }, hasRates: false)
  }
}
