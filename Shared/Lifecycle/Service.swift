/// A long-running part of a process: a consumer, a listener, an endpoint.
///
/// Returning means finished, throwing means broken. A service that is asked to drain (`Shutdown`) stops
/// accepting work, finishes what it has begun and returns; a cancelled one returns as soon as it can.
public protocol Service: Sendable {
  func run() async throws
}
