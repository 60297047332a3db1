import Documents
import FoundationEssentials
import Jobs

extension Commands {
  static let workers = Command(
    name: "workers",
    summary: "lists the processes that work, and what they are at",
    examples: [
      .init(line: "workers", meaning: "who works"),
      .init(line: "workers --json", meaning: "the same for a program"),
    ],
    notes: ["One that was not heard of for a day is forgotten."]
  ) { _, context in
    let workers: [WorkerSighting]
    if let remote = try context.remote() {
      workers = try await remote.workers()
    } else {
      workers = try await context.withJobs { try await $0.workers() }
    }
    if context.console.isJSON {
      context.console.result(.workers(workers))
    } else if workers.isEmpty {
      context.console.result("no workers")
    } else {
      context.console.result(table(workers))
    }
    return .done
  }

  private static func table(_ sightings: [WorkerSighting]) -> Table {
    var table = Table(
      ["WORKER", "KIND", "STATE", "BUSY", "DONE", "FAILED", "UP", "SEEN", "VERSION", "WHERE"],
      numeric: [3, 4, 5, 6, 7])
    for sighting in sightings {
      let (worker, load) = (sighting.worker, sighting.worker.load)
      table.add([
        .init(excerpt(worker.id)), .init(worker.kind),
        sighting.isSilent
          ? .init("silent", .failure) : .init(load.state.rawValue, load.state == .running ? nil : .warning),
        "\(load.busy)/\(worker.slots)", "\(load.done)",
        .init("\(load.failed)", load.failed > 0 ? .warning : nil),
        .init(age(of: sighting.startedAt)), .init(brief(sighting.silence.milliseconds / 1000)),
        .init(worker.version), .init("\(excerpt(worker.host)), process \(worker.pid)"),
      ])
    }
    return table
  }
}
