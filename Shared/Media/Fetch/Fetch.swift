import Glibc
import HTTP
import Lifecycle
import Telemetry

/// One fetch on its way: its tries, the pauses between them, and what it may still do. Used by one task.
final class Fetch {
  private let fetcher: Fetcher
  private let file: PartialFile
  private var link: MediaLink
  private var start: ClientTarget
  private let referer: String?
  private var failureCount = 0
  /// Counts from the first connection: a wait for other fetches is not this one's fault.
  private var deadline: ContinuousClock.Instant?

  private var settings: FetchSettings { fetcher.settings }

  init(_ link: MediaLink, _ file: PartialFile, _ fetcher: Fetcher) throws(MediaError) {
    self.link = link
    self.file = file
    self.fetcher = fetcher
    start = try Self.target(link.url)
    var referer: String?
    if let page = link.referer { referer = try Self.target(page).url }
    self.referer = referer
  }

  func run() async throws -> FetchedFile {
    while true {
      switch try await attempt() {
      case .done(let place): return try finished(place)
      case .gone(let error): try await renew(error)
      case .failed(let error): try await pause(error)
      case .over(let error): throw error
      }
    }
  }

  /// How one try ends.
  private enum Ending {
    case done(place: String)
    /// The link leads to nothing any more.
    case gone(MediaError)
    /// Another try may help.
    case failed(MediaError)
    /// No other try helps within this fetch.
    case over(MediaError)
  }

  // MARK: Between tries

  private func finished(_ place: String) throws -> FetchedFile {
    guard case .media(let format) = Sniffer.look(at: file.head) else {
      throw MediaError(.notMedia, "\(place): the answer is no media")
    }
    return FetchedFile(file, format: format, finalPlace: place)
  }

  /// Asks for a new link, once. Another link may lead to another file, so nothing is kept.
  private func renew(_ error: MediaError) async throws {
    guard let refresh = link.refresh else { throw error }
    link.refresh = nil
    guard let url = try await refresh() else { throw error }
    start = try Self.target(url)
    try file.restart(PartialFile.Origin())
  }

  private func pause(_ error: MediaError) async throws {
    failureCount += 1
    let floor = error.retryAfter ?? .zero
    guard failureCount <= settings.retryLimit, floor <= settings.patience else { throw error }
    let delay = settings.backoff.delay(afterFailure: failureCount, floor: floor)
    if let deadline, .now + delay >= deadline { throw error }
    fetcher.logger.debug(
      "a fetch is tried again",
      ["reason": "\(error)", "bytes": "\(file.byteCount)", "try": "\(failureCount)"])
    try await Task.sleep(for: delay)
  }

  // MARK: One try

  private func attempt() async throws -> Ending {
    var target = start
    var seen: Set<String> = []
    for _ in 0...settings.redirectLimit {
      guard seen.insert(target.url).inserted else {
        return .over(MediaError(.refusedAddress, "\(target.place): the redirects lead in a circle"))
      }
      if let refusal = fetcher.policy.refusal(of: target) { return .over(refusal) }
      switch try await hop(target) {
      case .redirect(let next): target = next
      case .end(let ending): return ending
      }
    }
    return .over(
      MediaError(.refusedAddress, "\(start.place): more than \(settings.redirectLimit) redirects"))
  }

  private enum Step {
    case redirect(ClientTarget)
    case end(Ending)
  }

  private func hop(_ target: ClientTarget) async throws -> Step {
    let offset = file.origin.validator == nil ? 0 : file.byteCount
    let sink = FetchSink(file, target, offset: offset, link, settings)
    do {
      try await fetcher.gate.enter(target.host, until: deadline)
    } catch let error as MediaError {
      return .end(.over(error))
    }
    let failure: HTTPError?
    do {
      defer { fetcher.gate.leave(target.host) }
      _ = try await fetcher.client.send(request(target, offset, sink))
      failure = nil
    } catch let error as HTTPError { failure = error }
    return try judge(target, sink, failure)
  }

  private func request(_ target: ClientTarget, _ offset: Int, _ sink: FetchSink) -> ClientRequest {
    let end = deadline ?? .now + settings.timeout
    deadline = end
    var request = ClientRequest(.get, target.url, headers: ["Accept": "*/*"])
    request.headers["Referer"] = referer
    if offset > 0 {
      request.headers["Range"] = "bytes=\(offset)-"
      request.headers["If-Range"] = file.origin.validator
    }
    request.timeout = max(.milliseconds(1), end - .now)
    request.bodyLimit = settings.byteLimit
    request.sink = sink
    return request
  }

  // MARK: Judging

  private func judge(_ target: ClientTarget, _ sink: FetchSink, _ failure: HTTPError?) throws -> Step {
    let isWhole = failure == nil && sink.end()
    if let problem = sink.problem { return .end(try ending(problem, target)) }
    // An answer that is no file was read only in part, and its head says all.
    let isCutByUs = failure?.code == .stopped || failure?.code == .tooLarge
    if let failure, !isCutByUs || sink.isFile || sink.head == nil { return .end(Self.ending(failure)) }
    guard let head = sink.head else {
      return .end(.failed(MediaError(.unavailable, "\(target.place): no answer")))
    }
    switch head.status.rawValue {
    case 200, 203, 206:
      let cut = MediaError(.unavailable, "\(target.place): the answer was cut")
      return .end(isWhole ? complete(target) : .failed(cut))
    case 301, 302, 303, 307, 308: return redirect(target, head)
    default: return .end(refused(target, head))
    }
  }

  private func ending(_ problem: FetchSink.Problem, _ target: ClientTarget) throws -> Ending {
    switch problem {
    case .failed(let error): return .over(error)
    case .mismatch(let reason):
      try file.restart(PartialFile.Origin())
      return .failed(MediaError(.unavailable, "\(target.place): \(reason)"))
    }
  }

  private static func ending(_ failure: HTTPError) -> Ending {
    switch failure.code {
    case .refusedAddress, .invalidRequest: .over(MediaError(.refusedAddress, failure.message))
    case .tooLarge: .over(MediaError(.tooLarge, failure.message))
    // A certificate does not change within a fetch.
    case .tls: .over(MediaError(.unavailable, failure.message))
    default: .failed(MediaError(.unavailable, failure.message))
    }
  }

  private func complete(_ target: ClientTarget) -> Ending {
    if let expected = file.origin.byteCount, file.byteCount != expected {
      let message = "\(target.place): \(file.byteCount) of \(expected) bytes have come"
      return .failed(MediaError(.unavailable, message))
    }
    return .done(place: target.place)
  }

  private func redirect(_ target: ClientTarget, _ head: FetchSink.Head) -> Step {
    guard let location = head.headers["Location"], !location.isEmpty else {
      return .end(.failed(MediaError(.unavailable, "\(target.place): a redirect that leads nowhere")))
    }
    do throws(HTTPError) {
      let next = try target.resolving(location)
      guard target.scheme == "http" || next.scheme == "https" else {
        return .end(
          .over(MediaError(.refusedAddress, "\(target.place): a redirect from https to \(next.place)")))
      }
      return .redirect(next)
    } catch {
      return .end(.over(MediaError(.refusedAddress, "\(target.place): a redirect: \(error.message)")))
    }
  }

  private func refused(_ target: ClientTarget, _ head: FetchSink.Head) -> Ending {
    let message = "\(target.place): answered \(head.status.rawValue)"
    switch head.status.rawValue {
    case 416 where file.byteCount > 0: return restarted(message)
    case 202, 408, 425, 500...599, 429:
      let retryAfter = head.headers.retryAfter(now: time(nil))
      if [429, 503].contains(head.status.rawValue) {
        fetcher.gate.pause(target.host, for: retryAfter ?? settings.backoff.base)
      }
      return .failed(MediaError(.unavailable, message, retryAfter: retryAfter))
    case 200..<300: return .over(MediaError(.notMedia, message))
    case 401, 403, 404, 410: return .gone(MediaError(.gone, message))
    default: return .over(MediaError(.gone, message))
    }
  }

  /// The part that was asked for is not there, so what has come belongs to something else.
  private func restarted(_ message: String) -> Ending {
    do throws(MediaError) {
      try file.restart(PartialFile.Origin())
      return .failed(MediaError(.unavailable, message))
    } catch { return .over(error) }
  }

  static func target(_ url: String) throws(MediaError) -> ClientTarget {
    do throws(HTTPError) { return try ClientTarget(url) } catch {
      throw MediaError(.refusedAddress, error.message)
    }
  }
}
