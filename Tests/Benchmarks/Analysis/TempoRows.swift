import TestMusic

extension Question {
  static let tempo = Question(
    name: "tempo",
    help: "accuracy 1 and 2 on unseen styles, within 1 %, and none where there is none; hookline analyze"
  ) { bench in
    let music = try await Hearings.shared.of(.mixed, bench)
    let reason = try await AudioPeers.shared.reason(bench)
    let rows = TempoRows(music.filter { $0.piece.truth.tempo != nil }, bench, reason: reason)
    let nothing = try await Hearings.shared.of(.nothing, bench)
    return rows.accuracies + [rows.none] + (try await rows.silent(nothing))
  }
}

/// What came of the pieces that have a tempo.
private struct TempoRows {
  private static let rival = "essentia multifeature"

  let pieces: [Hearing]
  let bench: Bench
  /// Why there are no peers.
  let reason: String?

  init(_ pieces: [Hearing], _ bench: Bench, reason: String?) {
    (self.pieces, self.bench, self.reason) = (pieces, bench, reason)
  }

  var accuracies: [Finding] {
    [
      accuracy("accuracy1", .atLeast(0.8), .above(Self.rival)) { TempoScore.isRight($0, $1) },
      accuracy("accuracy2", .atLeast(0.97), .above(Self.rival)) { TempoScore.isRelated($0, $1) },
      accuracy("within-1-percent", .atLeast(0.96), nil) { TempoScore.isRelated($0, $1, tolerance: 0.01) },
    ]
  }

  /// Music that is said to have no tempo.
  var none: Finding {
    finding("none-on-music", .atMost(0.03), pieces.count, ours: share(pieces) { $0.ours?.tempo == nil }) {
      name in share(pieces) { ($0.peers?.tempo[name] ?? 0) == 0 }
    }
  }

  /// What has no tempo, said to have none.
  func silent(_ nothing: [Hearing]) async throws -> [Finding] {
    let speech = try await SpokenWords.heard(bench)
    let all = nothing.map(\.file) + speech
    var row = finding(
      "none-on-silence-noise-speech", .atLeast(0.95), all.count,
      ours: share(all) { $0.ours != nil && $0.ours?.tempo == nil }
    ) { name in share(all) { ($0.peers?.tempo[name] ?? 0) == 0 } }
    row.details = [
      ("silence and noise", share(nothing) { $0.ours != nil && $0.ours?.tempo == nil }),
      ("of", Double(nothing.count)),
      ("speech", share(speech) { $0.ours != nil && $0.ours?.tempo == nil }), ("spoken", Double(speech.count)),
    ]
    return [row]
  }

  private func accuracy(
    _ name: String, _ target: Finding.Target, _ rival: Finding.Rival?,
    _ isRight: (Double?, Double) -> Bool
  ) -> Finding {
    func figure(_ found: (Hearing) -> Double?) -> Double {
      share(pieces) { piece in piece.piece.truth.tempo.map { isRight(found(piece), $0) } ?? false }
    }
    var row = finding(name, target, pieces.count, ours: figure { $0.ours?.tempo?.bpm }) { peer in
      figure { $0.peers?.tempo[peer] }
    }
    row.rival = rival
    return row
  }

  private func finding(
    _ name: String, _ target: Finding.Target, _ count: Int, ours: Double, _ peer: (String) -> Double
  ) -> Finding {
    Finding(
      name: "tempo/" + name, unit: "share", ours: ours,
      peers: AudioPeers.tempoNames.map { ($0, reason.map { .skipped($0) } ?? .figure(peer($0))) },
      target: target, count: count, seed: bench.scale.seed)
  }
}
