import Storage

extension Benchmark {
  static let notModified = Comparison(
    name: "notmodified", unit: "ms CPU", peerName: "200", goal: .lower(), target: 1 / 0.6,
    help: "processor time of a 304, and of the 200 that it saves, where nothing is kept in memory"
  ) { bench in try await compareNotModified(bench) }
}

/// The server's own time for an answer. What it keeps in memory it would have for nothing either way.
private func compareNotModified(_ bench: Bench) async throws -> Figures {
  try await StoredLists.fill(bench)
  return try await WebServer.ours(keeping: 0, bench) { server in
    _ = try await WebLoad.run(server, creators: bench.scale.creators, seconds: 1)
    return try await bench.compare("notmodified") {
      try await cost(server, bench, ("If-None-Match", "*"))
    } peer: {
      try await cost(server, bench, nil)
    }
  }
}

private func cost(
  _ server: WebServer, _ bench: Bench, _ header: (name: String, value: String)?
) async throws -> Double {
  let before = try server.cpuSeconds()
  let load = try await WebLoad.run(
    server, creators: bench.scale.creators, seconds: bench.scale.seconds, header: header)
  return (try server.cpuSeconds() - before) * 1_000 / load.count
}
