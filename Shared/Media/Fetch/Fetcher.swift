import HTTP
public import Telemetry

/// Fetches media from links that strangers wrote: only from public places, only what is media, only so much of it.
///
/// One thread moves the bytes of all transfers. Connections are kept for the next fetch.
public final class Fetcher: Sendable {
  let settings: FetchSettings
  let policy: FetchPolicy
  let client: Client
  let gate: Gate
  let logger: Logger
  private let files: PartialFiles

  /// Files lie in `directory` while they are fetched; it is made when it is missing, for this user alone. What processes
  /// left there that are gone is deleted by the first fetch.
  public init(_ settings: FetchSettings = FetchSettings(), directory: String, logger: Logger) {
    self.settings = settings
    self.logger = logger
    policy = FetchPolicy(settings.allowed)
    client = Client(ClientSettings(settings, policy: policy))
    gate = Gate(
      limit: settings.transferLimit, limitPerHost: settings.transferLimitPerHost, patience: settings.patience)
    files = PartialFiles(directory)
  }

  /// Why fetching a link is in vain, where the link alone shows it: nothing is looked up, and none of it passes.
  public func refusal(of url: String) -> MediaError? {
    do throws(MediaError) { return policy.refusal(of: try Fetch.target(url)) } catch { return error }
  }

  /// Fetches a file whole, trying again where that may help.
  ///
  /// Throws `MediaError`, whatever the link's `refresh` throws, and `CancellationError` as soon as the task is
  /// cancelled. Nothing of what has come is left then.
  public func fetch(_ link: MediaLink) async throws -> FetchedFile {
    let file = try await files.make()
    do {
      let fetch = try Fetch(link, file, self)
      return try await fetch.run()
    } catch {
      file.discard()
      throw error
    }
  }
}
