import Jobs
import Messaging

@main struct Greeter: Handler {
  struct Input: JobInput, Decodable { var name: String }
  let kind = JobKind.train

  func handle(_ job: Job<Input>) async throws -> Outcome<Void> {
    job.input.name.isEmpty ? .discard(because: "nobody to greet") : .done
  }

  static func main() async { await WorkerProcess.main(Greeter(), settings: .brief()) }
}
