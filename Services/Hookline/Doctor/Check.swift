import Lifecycle

/// Something that the doctor looks at: a small value, so that every part of the system can bring its own.
struct Check: Sendable {
  /// What is looked at, as in "database worker".
  let subject: String
  /// The variable that decides what is looked at, if one does.
  var variable: String?
  /// When to give up, and what that means.
  var deadline = Duration.seconds(5)
  var overdue = "no answer"
  let look: @Sendable () async throws -> [Finding]

  /// Looks, and never takes longer than the deadline.
  func run() async -> [Finding] {
    let start = ContinuousClock.now
    let look = look
    let findings = await withDeadline(deadline) { () async -> [Finding] in
      do { return try await look() } catch { return [.failure("\(error)")] }
    }
    let elapsed = ContinuousClock.now - start
    let named = findings ?? [.failure("\(overdue) within \(deadline.shortText)")]
    return named.map { $0.named(subject, variable, took: elapsed) }
  }
}

/// What a check found.
struct Finding: Sendable, Equatable {
  enum Verdict: String, Sendable {
    case fine = "ok"
    /// Works, but somebody should know.
    case warning
    case failure = "failed"
  }

  let verdict: Verdict
  let detail: String
  /// How long it took, where that says something.
  var duration: Duration?
  private(set) var subject = ""
  private(set) var variable: String?

  static func fine(_ detail: String) -> Finding { Finding(verdict: .fine, detail: detail) }
  static func warning(_ detail: String) -> Finding { Finding(verdict: .warning, detail: detail) }
  static func failure(_ detail: String) -> Finding { Finding(verdict: .failure, detail: detail) }

  /// The finding with its duration said to be that of the check.
  func timed(_ duration: Duration) -> Finding {
    var finding = self
    finding.duration = duration
    return finding
  }

  func named(_ subject: String, _ variable: String?, took elapsed: Duration) -> Finding {
    var finding = self
    (finding.subject, finding.variable) = (subject, variable)
    return finding
  }
}

/// What the body returns, or nil when the time is up before; then the body is cancelled but not waited for,
/// because it may hang in a library.
func withDeadline<Value: Sendable>(
  _ limit: Duration, _ body: @escaping @Sendable () async -> Value
) async -> Value? {
  let (results, continuation) = AsyncStream.makeStream(of: Value?.self)
  let work = Task { _ = continuation.yield(await body()) }
  let timer = Task {
    try await Task.sleep(for: limit)
    continuation.yield(nil)
  }
  defer {
    work.cancel()
    timer.cancel()
  }
  for await result in results { return result }
  return nil
}
