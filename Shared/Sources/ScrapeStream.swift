import Compression
public import FoundationEssentials
import Lifecycle
import Models

/// A file of scrapes of TikTok of any size, packed or not, read part by part in the same little memory. What it may hold and
/// what becomes of broken records is as with `ScrapeReader`; nothing of it is left out.
public final class ScrapeStream: Sendable {
  public struct Settings: Sendable {
    /// A packed file may unpack to so many times its size, and to so many bytes.
    public var ratio = 400
    public var byteLimit = 1 << 50

    public init() {}
  }

  /// What rejections call it.
  public let place: String
  /// How long the file is, packed as it may be; nil of what is piped in.
  public var byteCount: Int? { file.length }
  /// How much of that was read: it is ahead of what was given by up to 16 MiB unpacked.
  public var readCount: Int { file.readCount }
  /// When it was last written, which is when it was true.
  public let written: Date

  private let file: any OpenBytes
  private let settings: Settings

  private init(_ file: any OpenBytes, written: Date, place: String, settings: Settings) {
    self.file = file
    self.written = written
    self.place = place
    self.settings = settings
  }

  /// What is piped in, as long as `isWanted` says so; it is asked while nothing comes.
  public static func standardInput(
    settings: Settings = Settings(), while isWanted: @escaping @Sendable () -> Bool
  ) -> ScrapeStream {
    piped(PipedBytes(while: isWanted), settings: settings)
  }

  static func piped(_ bytes: PipedBytes, settings: Settings = Settings()) -> ScrapeStream {
    ScrapeStream(bytes, written: .now, place: "standard input", settings: settings)
  }

  /// Opens it; throws when the system does not let it be read, or it is no file.
  public static func open(
    _ path: String, place: String? = nil, settings: Settings = Settings()
  ) async throws(SourceError) -> ScrapeStream {
    let reader = Reader()
    let file: OpenFile
    do { file = try await reader.open(path) } catch {
      throw SourceError(error.isOutage ? .unavailable : .misconfigured, "\(path): \(error.reason)")
    }
    return ScrapeStream(
      file, written: Date(timeIntervalSince1970: file.written), place: place ?? path, settings: settings)
  }

  /// Gives all of it to the body, part by part, in order; once. Throws what the body throws, `.unavailable` when the
  /// system does not let it be read to its end, and `.unreadable` when it cannot be unpacked: what came before was given.
  public func forEach(_ body: (ScrapeBatch) async throws -> Void) async throws {
    let queue = BatchQueue()
    let reader = Reader()
    async let reading = reader.read(file, place: place, settings: settings, into: queue)
    do {
      while let batch = await queue.next() { try await body(batch) }
    } catch {
      queue.close()
      (file as? PipedBytes)?.stop()
      _ = await reading
      throw error
    }
    if Task.isCancelled { (file as? PipedBytes)?.stop() }
    let failure = await reading
    guard !Task.isCancelled else {
      throw SourceError(.cancelled, "the reading of \(place) was cancelled")
    }
    if let failure {
      throw SourceError(failure.isDamage ? .unreadable : .unavailable, "\(place): \(failure.reason)")
    }
  }
}

/// Reads on a thread of its own.
private actor Reader {
  private let executor = BlockingExecutor(label: "scrape")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func open(_ path: String) throws(ReadingFailure) -> OpenFile { try OpenFile(path) }

  /// Nil when all of it was read, or nobody wants more.
  func read(
    _ file: any OpenBytes, place: String, settings: ScrapeStream.Settings, into queue: BatchQueue
  ) -> ReadingFailure? {
    let limits = Gunzip.Limits(byteCount: settings.byteLimit, ratio: settings.ratio)
    let window = Window(WantedBytes(Unpacking(file, limits: limits)) { !queue.isClosed })
    var walker = Walker(window, taker: Harvest(place: place, sink: queue.put))
    ScrapeReader.walk(&walker, window)
    walker.taker.finish()
    queue.finish()
    return window.failure
  }
}
