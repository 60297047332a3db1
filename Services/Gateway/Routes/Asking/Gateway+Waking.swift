import API
import Documents
import HTTP
import Jobs

extension Gateway {
  /// Runs that wait for their time are let go on.
  var waking: [Endpoint] { [wakeRun, wakeRuns] }

  private static let woken = Endpoint.Outcome(
    .ok, "How many tasks of how many runs come now",
    .object([.required("tasks", .count), .required("runs", .count)]))

  private static let wakeNotes =
    "Sources are asked again, whatever was known of them; what they still refuse sleeps again. Where nothing sleeps, "
    + "nothing is changed."

  private var wakeRun: Endpoint {
    Endpoint(
      .post, "/v1/runs/{id}/wake", .scope(.ops), "runs",
      "Lets a run go on that waits for its time, such as for the next day's quota"
    ) { call in
      let id = try Self.run(call)
      guard try await jobs.run(id) != nil else { throw Self.noRun }
      return try await wake([id], call)
    }
    .with {
      $0.notes = Self.wakeNotes
      $0.parameters = [Self.runParameter]
      $0.outcomes = [Self.woken]
      $0.problems = [(.notFound, "There is no such run")]
    }
  }

  private var wakeRuns: Endpoint {
    Endpoint(
      .post, "/v1/runs/actions/wake", .scope(.ops), "runs",
      "The same for several runs, or for every run that sleeps"
    ) { call in
      guard let named = call.member("filter")?["ids"]?.arrayValue else { return try await wake(nil, call) }
      let ids = named.compactMap { $0.stringValue.flatMap { RunID($0) } }
      let known = Set(try await jobs.runs(RunFilter(ids: ids), limit: ids.count).map(\.id))
      let faults = ids.enumerated().filter { !known.contains($0.element) }.map { place, _ in
        Fault(.body("#/filter/ids/\(place)"), "there is no such run")
      }
      guard faults.isEmpty else { throw Refusal.invalid(faults) }
      return try await wake(ids, call)
    }
    .with {
      $0.notes = Self.wakeNotes + " Of runs that are named, all have to be there."
      $0.body = .json(
        .object([
          .required(
            "filter",
            .object([.optional("ids", .array(.uuid, count: 1...1_000))]).described(
              "Which runs; one without members means every run that sleeps"))
        ]),
        examples: [
          ["filter": .object([])], ["filter": ["ids": ["0190a7c4-2f5e-7aaa-8bbb-0123456789ab"]]],
        ])
      $0.outcomes = [Self.woken]
      $0.deadline = .seconds(60)
    }
  }

  private func wake(_ runs: [RunID]?, _ call: Call) async throws -> Answer {
    let change = Change(call, "runs.wake")
    let woken = try await jobs.wake(runs) { session, woken in
      let subject = runs.flatMap { $0.count == 1 ? "\($0[0])" : nil }
      try change.note(
        subject,
        [
          "tasks": .int(woken.tasks), "runs": .int(woken.runs), "named": JSONValue(runs.map(\.count)),
        ], session)
    }
    return .json(.waking(tasks: woken.tasks, runs: woken.runs))
  }
}
