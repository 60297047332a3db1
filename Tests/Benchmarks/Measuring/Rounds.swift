import Telemetry

extension Bench {
  /// Measures ours and the peer in turns and takes the median of each: noise of the machine then hits both.
  /// Who goes first alternates, because the first may find other caches than the second.
  func compare(
    rounds: Int? = nil, _ name: String, ours: () async throws -> Double, peer: () async throws -> Double
  ) async throws -> Figures {
    let count = rounds ?? scale.rounds
    var figures = (ours: [Double](), peer: [Double]())
    for round in 1...count {
      try Task.checkCancellation()
      if round % 2 == 1 { figures.ours.append(try await ours()) }
      figures.peer.append(try await peer())
      if round % 2 == 0 { figures.ours.append(try await ours()) }
      let last = (figures.ours[round - 1].short, figures.peer[round - 1].short)
      progress.say("\(name): round \(round) of \(count): ours \(last.0), peer \(last.1)")
    }
    return Figures(ours: median(figures.ours), peer: median(figures.peer))
  }
}

/// The value in the middle; of two in the middle, their mean.
func median(_ values: [Double]) -> Double {
  precondition(!values.isEmpty, "nothing was measured")
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// How many seconds `body` took.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
  let start = ContinuousClock.now
  try await body()
  return (ContinuousClock.now - start).inSeconds
}

extension Double {
  /// With as many decimals as its size deserves: none from a hundred on, else three.
  var short: String {
    guard isFinite else { return "\(self)" }
    if abs(self) >= 100 { return String(Int(rounded())) }
    return "\((self * 1_000).rounded() / 1_000)"
  }
}
