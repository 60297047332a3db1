import API
import Documents
import HTTP
import Jobs

extension Gateway {
  var workers: [Endpoint] {
    [
      Endpoint(
        .get, "/v1/workers", .scope(.read), "workers", "Lists the processes that work, and what they are at"
      ) { _ in
        .json(.workers(try await jobs.workers()))
      }
      .with {
        $0.notes = "One that was not heard of for a day is forgotten."
        $0.outcomes = [.init(.ok, "Workers", .object([.required("workers", .array(Schemas.worker))]))]
      }
    ]
  }
}
