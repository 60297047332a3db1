import Lifecycle
import Models

/// The program, called as a child: never through a shell, with nothing of ours in its environment.
actor YtDlpProgram {
  /// What a call came to.
  struct Answer {
    var status: ChildResult.Status
    var output: [UInt8]
    /// The end of what it complained of.
    var errors: String
  }

  /// What passes through to it: where programs and certificates lie, and the way to the web.
  private static let passed = [
    "PATH", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
  ]
  /// Not the user's settings, plug-ins or caches; what it is asked to find out, and nothing else.
  private static let options = [
    "--ignore-config", "--no-plugin-dirs", "--no-cache-dir", "--no-mark-watched", "--no-progress", "--color",
    "no_color", "--socket-timeout", "20", "--retries", "2", "--extractor-retries", "2",
    "--no-check-formats", "--skip-download", "--dump-single-json",
    // A short link may lead anywhere, and without this it would be followed there.
    "--use-extractors", "tiktok,tiktok:user,tiktok:sound,tiktok:tag,vm.tiktok",
  ]

  private let settings: YtDlpSettings
  private let meter: SourceMeter
  private let pace: Pace?
  private var isKnownGood = false
  /// Why it cannot be used, and until when that is believed.
  private var verdict: (error: SourceError, until: ContinuousClock.Instant)?
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ settings: YtDlpSettings, meter: SourceMeter) {
    self.settings = settings
    self.meter = meter
    pace = settings.callsPerSecond.map { Pace(perSecond: $0) }
  }

  /// Asks for what is at an address; throws when it could not be asked.
  func ask(_ address: String, options: [String]) async throws -> Answer {
    try await check()
    await enter()
    defer { leave() }
    if let pause = pace?.next(now: .now), pause > .zero { try await Task.sleep(for: pause) }
    meter.request()
    let result = try await run(
      Self.options + options + ["--", address], timeout: settings.timeout,
      outputLimit: ScrapeReader.recordByteLimit)
    return Answer(
      status: result.status, output: result.output,
      errors: String(decoding: result.errors.suffix(16 << 10), as: UTF8.self))
  }

  /// Whether it is there and new enough; it is asked once.
  func check() async throws {
    if isKnownGood { return }
    if let verdict, verdict.until > .now { throw verdict.error }
    do throws(SourceError) {
      try Self.judge(try await version())
      isKnownGood = true
      verdict = nil
    } catch {
      // Only where it was called: what is believed for a while is no question that failed.
      if error.code != .cancelled {
        meter.request()
        meter.failure(.unreachable)
      }
      if error.code == .misconfigured { verdict = (error, .now + settings.patience) }
      throw error
    }
  }

  private func version() async throws(SourceError) -> String {
    let result: ChildResult
    do {
      result = try await run(
        ["--ignore-config", "--no-plugin-dirs", "--version"], timeout: settings.versionTimeout,
        outputLimit: 64 << 10)
    } catch is CancellationError {
      throw SourceError(.cancelled, "asking yt-dlp was cancelled")
    } catch let error as ChildProcessError where error.kind == .start {
      throw SourceError(
        .misconfigured,
        "yt-dlp is not installed; install it with \"pip install yt-dlp\" or say in HOOKLINE_YTDLP where it is",
        isLocal: true)
    } catch {
      throw SourceError(.unavailable, "yt-dlp does not tell its version: \(error)", isLocal: true)
    }
    guard result.isSuccess else {
      if result.errorText.contains("no such option") {
        throw Self.tooOld("one that does not know its options")
      }
      // A machine that is short of memory ends it, too.
      throw SourceError(
        .unavailable, "yt-dlp does not work (\(result.status)): \(YtDlp.excerpt(result.errorText))",
        isLocal: true)
    }
    return String(result.text.split { $0.isWhitespace }.first?.prefix(40) ?? "")
  }

  private static func judge(_ text: String) throws(SourceError) {
    guard let version = YtDlpVersion(text) else {
      throw SourceError(
        .misconfigured, "what HOOKLINE_YTDLP names is not yt-dlp: its version is \"\(YtDlp.excerpt(text))\"",
        isLocal: true)
    }
    guard version >= YtDlpVersion.least else { throw tooOld("\(version)") }
  }

  private static func tooOld(_ what: String) -> SourceError {
    SourceError(
      .misconfigured,
      "yt-dlp is too old: it is \(what), and \(YtDlpVersion.least) is the oldest that works; "
        + "renew it with \"pip install --upgrade yt-dlp\"", isLocal: true)
  }

  private func run(
    _ arguments: [String], timeout: Duration, outputLimit: Int
  ) async throws -> ChildResult {
    var environment = settings.environment.filter { Self.passed.contains($0.key) }
    // A home that nothing can be read from.
    environment["HOME"] = "/nonexistent"
    environment["LANG"] = "C.UTF-8"
    environment["PYTHONUTF8"] = "1"
    return try await ChildProcess(
      settings.program, arguments, environment: environment, timeout: timeout, outputLimit: outputLimit
    ).run()
  }

  private func enter() async {
    running += 1
    guard running > settings.width else { return }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    running -= 1
    if !waiting.isEmpty { waiting.removeFirst().resume() }
  }
}
