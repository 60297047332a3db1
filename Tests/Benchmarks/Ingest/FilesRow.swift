extension Comparison {
  static let filesRow = Comparison(
    name: "files", unit: "records/s", peerName: "pydantic, psycopg COPY", target: 3,
    help: "--megabytes MB of records, one a line: validated and stored, in memory that does not grow"
  ) { bench in try await compareFiles(bench) }
}

/// By how many MB memory may grow between a beginning and the end.
private let growthLimit = 64.0

private func compareFiles(_ bench: Bench) async throws -> Figures {
  let clients = try await IngestClients(bench)
  bench.progress.say("files: inventing \(bench.scale.megabytes) MB")
  var turns = IngestTurns()
  try await IngestData.withLines(megabytes: bench.scale.megabytes) { data in
    let count = data.lineFiles.reduce(0) { $0 + $1.count }
    let arguments = ["files"] + data.lineFiles.map(\.path)
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      try await turns.add(clients, arguments, expecting: count)
      bench.progress.say("files: round \(round) of \(bench.scale.rounds): \(turns.latest)")
    }
  }
  await clients.close()
  let growth = turns.ours.map(\.growth).max() ?? 0
  guard growth < growthLimit else { throw BenchError("our memory grew by \(growth.short) MB") }
  return Figures(
    ours: median(turns.ours.map(\.rate)), peer: median(turns.peer.map(\.rate)),
    details: [("megabytes", Double(bench.scale.megabytes)), ("oursGrowth", growth)] + turns.details)
}
