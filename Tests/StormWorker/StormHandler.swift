import Glibc
import Jobs
import Messaging
import Storage

/// Does as its order says and leaves one row of `effect` for each task that succeeds.
struct StormHandler: Handler {
  let kind = JobKind.ingest
  let journal: Journal

  func handle(_ job: Job<StormOrder>) async throws -> Outcome<Bool> {
    try journal.write(.began(task: job.id, pid: getpid()))
    let order = job.input
    if order.isPoison == true { kill(getpid(), SIGKILL) }
    if let milliseconds = order.milliseconds { try await job.sleep(for: .milliseconds(milliseconds)) }
    if job.attempt <= order.failures ?? 0 { return .retry(after: .milliseconds(100), because: "as told") }
    return .done(true, try order.followUp())
  }

  func store(_ results: [Finished<Bool>], _ session: Session) throws {
    try session.execute("insert into effect(task_id) select * from \(unnest: results.map(\.task))")
  }

  /// What producers publish directly.
  static let admission = Admission(type: "storm") { body in
    let order = try StormOrder(body: body)
    guard let subject = order.subject else { throw MissingSubject() }
    return Admission.Request(
      runKind: StormProducer.runKind, subject: subject,
      payload: JSON(text: String(decoding: body, as: UTF8.self)))
  }

  private struct MissingSubject: Error {}
}
