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
  var turns = (ours: [IngestTurn](), peer: [IngestTurn]())
  try await IngestData.withLines(megabytes: bench.scale.megabytes) { data in
    let count = data.lineFiles.reduce(0) { $0 + $1.count }
    let arguments = ["files"] + data.lineFiles.map(\.path)
    for round in 1...bench.scale.rounds {
      try Task.checkCancellation()
      if round % 2 == 1 { turns.ours.append(try await clients.ours(arguments, expecting: count)) }
      turns.peer.append(try await clients.peer(arguments, expecting: count))
      if round % 2 == 0 { turns.ours.append(try await clients.ours(arguments, expecting: count)) }
      let rates = (turns.ours[round - 1].rate.short, turns.peer[round - 1].rate.short)
      bench.progress.say("files: round \(round) of \(bench.scale.rounds): ours \(rates.0), peer \(rates.1)")
    }
  }
  await clients.close()
  let growth = turns.ours.map(\.growth).max() ?? 0
  guard growth < growthLimit else { throw BenchError("our memory grew by \(growth.short) MB") }
  return Figures(
    ours: median(turns.ours.map(\.rate)), peer: median(turns.peer.map(\.rate)),
    details: [
      ("megabytes", Double(bench.scale.megabytes)),
      ("oursMicrosecondsOfCPU", median(turns.ours.map(\.cost))),
      ("peerMicrosecondsOfCPU", median(turns.peer.map(\.cost))), ("oursGrowth", growth),
      ("oursPeak", median(turns.ours.map(\.peak))), ("peerPeak", median(turns.peer.map(\.peak))),
    ])
}
