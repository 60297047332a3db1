import Lifecycle

/// Sends HTTP requests over libcurl and keeps connections open for the next ones.
///
/// One thread carries out all requests of a client, from the first one until the client goes. There are no cookies,
/// no redirects unless a request asks for them, and nothing but `http` and `https`.
public final class Client: Sendable {
  private let settings: ClientSettings
  private let loop: TransferLoop

  public init(_ settings: ClientSettings = ClientSettings()) {
    self.settings = settings
    loop = TransferLoop(settings)
  }

  deinit { loop.stop() }

  /// Sends a request and returns the whole response, whatever its status.
  ///
  /// Throws `HTTPError`, and `CancellationError` as soon as the task is cancelled, which also ends the transfer. A
  /// request that failed may have been carried out by the server.
  public func send(_ request: ClientRequest) async throws -> ClientResponse {
    let call = try Call(request, settings)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if call.begin(continuation) { loop.add(call) }
      }
    } onCancel: {
      call.finish(.failure(CancellationError()))
      loop.dropCancelled()
    }
  }
}
