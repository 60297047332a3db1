import Documents
import Jobs
import Management

/// Takes samples of what a gateway says.
struct RemoteSampler: Sampler {
  let remote: Remote

  func sample() async -> StatusSample {
    async let queues = Self.result { try await remote.queues() }
    async let workers = Self.result { try await remote.workers() }
    async let told = Self.result { try await remote.status() }
    var sample = StatusSample()
    do {
      let standings = try await queues.get().queues
      let (state, sightings) = (try await told.get(), try await workers.get())
      sample.broker = Self.broker(standings, state)
      sample.store = StatusSample.Store(
        records: standings.map(\.record), controls: standings.compactMap(\.control), workers: sightings,
        openRunCount: state.openRuns)
      (sample.problems, sample.notes) = (state.problems, state.notes)
    } catch { sample.problems.append("\(error)") }
    return sample
  }

  private static func result<Value: Sendable>(
    _ body: @Sendable () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  /// nil where the broker tells nothing of any queue.
  private static func broker(_ standings: [QueueStanding], _ state: ToldStatus) -> StatusSample.Broker? {
    let known = standings.compactMap { standing in
      standing.depth.map { depth in
        let rates = state.rates[standing.record.queue]
        return QueueStatistics(
          queue: standing.record.queue, readyCount: depth.ready, unackedCount: depth.unacked,
          consumerCount: depth.consumers, publishRate: rates?.incoming, ackRate: rates?.outgoing)
      }
    }
    guard !known.isEmpty else { return nil }
    // Without the broker's rates, they follow from one look to the next.
    return .init(
      queues: Dictionary(known.map { ($0.queue, $0) }) { first, _ in first },
      hasRates: !state.notes.contains(StatusSample.unmanaged))
  }
}
