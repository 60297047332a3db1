public import Jobs

extension JSONValue {
  /// The processes that work, and what they are at.
  public static func workers(_ sightings: [WorkerSighting]) -> JSONValue {
    ["workers": .array(sightings.map(worker))]
  }

  private static func worker(_ sighting: WorkerSighting) -> JSONValue {
    let (worker, load) = (sighting.worker, sighting.worker.load)
    return [
      "id": .string(worker.id), "kind": .string(worker.kind), "host": .string(worker.host),
      "pid": .int(Int(worker.pid)), "version": .string(worker.version), "state": .string(load.state.rawValue),
      "slots": .int(worker.slots), "busy": .int(load.busy), "done": .int(Int(load.done)),
      "failed": .int(Int(load.failed)), "startedAt": JSONValue(sighting.startedAt),
      "silentSeconds": .int(Int(sighting.silence.components.seconds)),
      "silent": .bool(sighting.isSilent),
    ]
  }
}
