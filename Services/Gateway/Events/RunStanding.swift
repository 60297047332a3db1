import API
import Documents
import Jobs

/// How far a run is, as an event tells it. Each event has all of it: whoever missed some has missed nothing.
struct RunStanding: Sendable {
  let run: RunRecord
  let stages: [RunStage]

  /// Grows with whatever changes: tasks are only ever added, and settle once.
  var number: Int { run.expected + run.settled + (isOver ? 1 : 0) }
  var isOver: Bool { run.state != .open }

  var document: JSONValue {
    [
      "run": .run(run),
      "stages": .array(
        stages.map { stage in
          .object(
            [("kind", .string(stage.kind))]
              + TaskState.allCases.map { ($0.rawValue, .int(stage.counts[$0] ?? 0)) })
        }),
    ]
  }

  /// As a line of a stream of events.
  var event: [UInt8] {
    var bytes = Array("event: \(isOver ? "end" : "progress")\nid: \(number)\ndata: ".utf8)
    bytes += document.bytes
    bytes += "\n\n".utf8
    return bytes
  }
}
