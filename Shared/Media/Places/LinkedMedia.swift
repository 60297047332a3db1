import FoundationEssentials
import Glibc
public import Lifecycle
public import Telemetry

/// What links lead to. It is kept, so that a later version of the analysis can have it after the link is gone.
public struct LinkedMedia: Sendable {
  /// A file that is there.
  public struct File: Sendable {
    public let file: MediaFile
    public let content: ContentHash
  }

  let fetcher: Fetcher
  let store: any MediaStore
  /// Where files lie for a moment that nobody keeps.
  public let workFolder: String

  public init(fetcher: Fetcher, store: any MediaStore, workFolder: String = "/tmp") {
    self.fetcher = fetcher
    self.store = store
    self.workFolder = workFolder
  }

  /// As the environment says; nil where media are not kept, which is told.
  public init?(_ settings: Settings, of subjects: String, logger: Logger) {
    guard let folder = settings[\.mediaDirectory] else {
      logger.notice(
        "links of \(subjects) are not followed",
        ["reason": "HOOKLINE_MEDIA_DIR names no folder that keeps media"])
      return nil
    }
    let store = FolderStore(folder)
    // What is fetched or made lies in it before the store makes it.
    for (path, mode) in [(folder, 0o750), (store.fetchingPath, 0o700)] {
      try? FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    }
    self.init(
      fetcher: Fetcher(FetchSettings(settings), directory: store.fetchingPath, logger: logger), store: store,
      workFolder: store.fetchingPath)
  }

  /// Whether links may lead anywhere.
  public static func isOfTheWeb(_ url: String) -> Bool {
    let start = url.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// Why none of these links is followed, where they alone show it.
  public func refusal(of links: [String]) -> MediaError? {
    let refusals = links.filter(Self.isOfTheWeb).map { fetcher.refusal(of: $0) }
    return refusals.contains { $0 == nil } ? nil : refusals.first ?? nil
  }

  /// What the links led to when they were followed last (`known`); where they are other links now, what those lead to; and
  /// where those lead nowhere for good, what the ones before led to (`former`): what may pass is tried again.
  public func files(
    of links: [String], as kind: MediaKind, known: [[ContentHash]], former: [[ContentHash]]
  ) async throws -> (files: [File], lack: String?) {
    if let kept = try await kept(known) { return (kept, nil) }
    do { return try await fetched(links, kind) } catch let error as MediaError {
      guard !error.isRetriable, let former = try await kept(former) else { throw error }
      return (former, nil)
    }
  }

  /// The first of these that is kept whole.
  private func kept(_ contents: [[ContentHash]]) async throws -> [File]? {
    for hashes in contents where !hashes.isEmpty {
      try Task.checkCancellation()
      var files: [File] = []
      for hash in hashes {
        guard let file = try? await opened(hash) else { break }
        files.append(file)
      }
      if files.count == hashes.count { return files }
    }
    return nil
  }

  /// One that leads nowhere for good does not keep the others from being had.
  private func fetched(_ links: [String], _ kind: MediaKind) async throws -> ([File], String?) {
    let links = links.filter(Self.isOfTheWeb)
    guard !links.isEmpty else {
      throw MediaError(.gone, "what was had before is not kept any more, and there is no link to it")
    }
    var files: [File] = []
    var failures: [MediaError] = []
    for link in links {
      do { files.append(try await fetched(link, kind)) } catch let error as MediaError
        where !error.isRetriable
      {
        failures.append(error)
      }
    }
    guard let first = failures.first else { return (files, nil) }
    guard !files.isEmpty else { throw first }
    return (files, "\(failures.count) of \(links.count) links lead nowhere: \(first)")
  }

  private func fetched(_ link: String, _ kind: MediaKind) async throws -> File {
    let fetched = try await fetcher.fetch(MediaLink(link, expected: kind))
    return try await opened(try await store.add(fetched.path, expecting: ContentHash(fetched.sha256)).key)
  }

  private func opened(_ hash: ContentHash) async throws -> File {
    let stored = try await store.open(hash)
    let copy = fcntl(stored.descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw MediaError(.storeFailed, "there is no descriptor left for \(hash)") }
    return File(file: try MediaFile(descriptor: copy), content: hash)
  }
}
