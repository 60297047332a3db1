/// A long-running part of a process: a consumer, a listener, an endpoint.
///
/// Returning means finished, throwing means broken. A service that is asked to drain (`Shutdown`) stops
/// accepting work, finishes what it has begun and returns; a cancelled one returns as soon as it can.
public protocol Service: Sendable {
  func run() async throws
}

/// A service with something that has to be done after it, however it ended.
public struct EndedService: Service {
  private let service: any Service
  private let ending: @Sendable () async -> Void

  public init(_ service: any Service, ending: @escaping @Sendable () async -> Void) {
    self.service = service
    self.ending = ending
  }

  public func run() async throws {
    let result: Result<Void, any Error>
    do { result = .success(try await service.run()) } catch { result = .failure(error) }
    // In a task of its own: this one may be cancelled.
    await Task { await ending() }.value
    try result.get()
  }
}
