import Dispatch
import Glibc

/// The signals that an operator or an orchestrator sends, as a stream.
///
/// The sources live on a queue of their own, so that a signal is heard while the default pool is busy.
enum Signal: Int32, CaseIterable, Sendable {
  case interrupt = 2
  case quit = 3
  case terminate = 15

  var name: String {
    switch self {
    case .interrupt: "SIGINT"
    case .quit: "SIGQUIT"
    case .terminate: "SIGTERM"
    }
  }

  /// Every delivery of a signal of this kind until the stream is dropped. Default actions are switched off for
  /// the rest of the process's life: restoring them would open a window in which a late signal kills it.
  static func stream() -> AsyncStream<Signal> {
    let queue = DispatchQueue(label: "signals")
    return AsyncStream { continuation in
      let sources = allCases.map { signal in
        Glibc.signal(signal.rawValue, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: signal.rawValue, queue: queue)
        source.setEventHandler { continuation.yield(signal) }
        source.resume()
        return Source(source)
      }
      continuation.onTermination = { _ in
        for source in sources { source.cancel() }
      }
    }
  }

  /// A dispatch source is not marked Sendable on Linux.
  ///
  /// Safe to pass on: the only thing done with it after its set-up is `cancel`, which dispatch allows from any
  /// thread.
  private final class Source: @unchecked Sendable {
    private let source: any DispatchSourceSignal

    init(_ source: any DispatchSourceSignal) { self.source = source }

    func cancel() { source.cancel() }
  }
}
