import TestMusic

extension Question {
  static let beats = Question(
    name: "beats",
    help: "F-measure of beats and downbeats within 70 ms, the first 5 s left out; hookline analyze"
  ) { bench in
    let pieces = try await Hearings.shared.of(.mixed, bench)
    let reason = try await AudioPeers.shared.reason(bench)
    return [beatRow(pieces, bench, reason), downbeatRow(pieces, bench)]
  }

  private static func beatRow(_ pieces: [Hearing], _ bench: Bench, _ reason: String?) -> Finding {
    let ours = scores(pieces, \.beats) { $0.ours?.beats }
    let peers = AudioPeers.beatNames.map { name -> (String, Finding.Answer) in
      (name, reason.map { .skipped($0) } ?? .figure(mean(scores(pieces, \.beats) { $0.peers?.beats[name] })))
    }
    return Finding(
      name: "beats/f-measure", unit: "share", ours: mean(ours), peers: peers, target: .atLeast(0.86),
      rival: .above("essentia multifeature"), count: ours.count, seed: bench.scale.seed)
  }

  private static func downbeatRow(_ pieces: [Hearing], _ bench: Bench) -> Finding {
    let ours = scores(pieces, \.downbeats, atLeast: 2) { $0.ours?.downbeats }
    return Finding(
      name: "beats/downbeats", unit: "share", ours: mean(ours),
      peers: AudioPeers.beatNames.map { ($0, .skipped("finds none")) }, target: .atLeast(0.75),
      count: ours.count, seed: bench.scale.seed)
  }

  /// One for each piece that has enough of them.
  private static func scores(
    _ pieces: [Hearing], _ truth: (Truth) -> [Double], atLeast count: Int = 4, _ found: (Hearing) -> [Double]?
  ) -> [Double] {
    pieces.compactMap { TimesScore.fMeasure(found($0) ?? [], truth($0.piece.truth), atLeast: count) }
  }
}
