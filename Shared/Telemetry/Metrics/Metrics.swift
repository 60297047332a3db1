import Synchronization

/// The metrics of a process: named instruments, and their exposition for Prometheus.
///
/// Asking again for the same name and labels gives the same instrument, so no caller has to hand them around;
/// a hot path asks once and keeps it. A name with two types, or a name that Prometheus would not accept, is a
/// bug and stops the program.
///
/// A family holds at most `seriesLimit` series. What comes after shares one series labelled `overflow="true"`:
/// totals stay right, memory stays bounded, and the label in a graph tells what happened. Labels taken from
/// outside (a path, an id) are the usual cause.
public final class Metrics: Sendable {
  public static let seriesLimit = 1_000

  private struct State {
    var families: [String: Family] = [:]
    var collectors: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  public init() {}

  /// Something that is counted; the name should end in `_total`.
  public func counter(_ name: String, help: String, labels: [String: String] = [:]) -> Counter {
    guard case .counter(let counter) = instrument(name, .counter, help, labels) else {
      preconditionFailure("families hold instruments of their own kind")
    }
    return counter
  }

  public func gauge(_ name: String, help: String, labels: [String: String] = [:]) -> Gauge {
    guard case .gauge(let gauge) = instrument(name, .gauge, help, labels) else {
      preconditionFailure("families hold instruments of their own kind")
    }
    return gauge
  }

  /// Something that is measured; `buckets` are ascending upper bounds, the same for all series of the name.
  public func histogram(
    _ name: String, help: String, labels: [String: String] = [:],
    buckets: [Double] = Histogram.seconds
  ) -> Histogram {
    let isAscending = zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }
    precondition(isAscending && buckets.allSatisfy(\.isFinite), "buckets of \(name) must ascend")
    let kind = Family.Kind.histogram(bounds: buckets)
    guard case .histogram(let histogram) = instrument(name, kind, help, labels) else {
      preconditionFailure("families hold instruments of their own kind")
    }
    return histogram
  }

  /// Calls `body` before each exposition, to refresh gauges that cost something to know. It must not block.
  public func onCollect(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.collectors.append(body) }
  }

  /// Everything in Prometheus' text format 0.0.4.
  public func exposition() -> String {
    // Collectors ask for instruments, so they run without the lock.
    for collect in state.withLock({ $0.collectors }) { collect() }
    return Exposition.text(state.withLock { $0.families })
  }

  private func instrument(
    _ name: String, _ kind: Family.Kind, _ help: String, _ labels: [String: String]
  ) -> Instrument {
    precondition(name.isIdentifier(extra: ":"), "\(name) cannot be the name of a metric")
    let labels = LabelSet(labels)
    return state.withLock { state in
      let known = state.families[name]?.kind ?? kind
      precondition(known == kind, "\(name) is a \(known.name) already, with its own buckets if it has any")
      return state.families[name, default: Family(kind: kind, help: help)]
        .instrument(labels, limit: Self.seriesLimit)
    }
  }
}
