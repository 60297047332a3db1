import TestMusic

extension Question {
  static let key = Question(
    name: "key",
    help:
      "MIREX weights on unseen styles, the same 30 cents out of tune, none where there is none; hookline analyze"
  ) { bench in
    let plain = try await Hearings.shared.of(.keys, bench)
    let detuned = try await Hearings.shared.of(.detunedKeys, bench)
    let reason = try await AudioPeers.shared.reason(bench)
    let rows = KeyRows(seed: bench.scale.seed, reason: reason)
    let first = rows.row("mirex", plain)
    let second = rows.row("mirex-detuned", detuned)
    return [first, second, rows.cost(first, second)]
      + rows.none(try await Hearings.shared.of(.keyless, bench))
  }
}

private struct KeyRows {
  let seed: Int
  /// Why there are no peers.
  let reason: String?

  func row(_ name: String, _ hearings: [Hearing]) -> Finding {
    let keyed = hearings.filter { $0.piece.truth.key != nil }
    return Finding(
      name: "key/" + name, unit: "MIREX", ours: score(keyed) { $0.ours?.namedKey },
      peers: AudioPeers.keyNames.map { name in
        (name, reason.map { .skipped($0) } ?? .figure(score(keyed) { $0.peers?.namedKey(name) }))
      }, target: .atLeast(0.92), rival: .notBelow("essentia"), count: keyed.count, seed: seed,
      details: [("none", share(keyed) { $0.ours?.key == nil })])
  }

  /// What being out of tune costs: less than the answer for one piece of a hundred.
  func cost(_ plain: Finding, _ detuned: Finding) -> Finding {
    let lost = zip(plain.peers, detuned.peers).map { before, after -> (String, Finding.Answer) in
      guard let old = before.answer.figure, let new = after.answer.figure else {
        return (before.name, before.answer)
      }
      return (before.name, .figure(old - new))
    }
    return Finding(
      name: "key/cost-of-30-cents", unit: "MIREX", ours: plain.ours - detuned.ours, peers: lost,
      target: .atMost(0.01), count: detuned.count, seed: seed)
  }

  /// What has no key, said to have none.
  func none(_ hearings: [Hearing]) -> [Finding] {
    [("atonal", Truth.Kind.atonal), ("percussion", .percussion)].map { name, kind in
      let own = hearings.filter { $0.piece.truth.kind == kind }
      return Finding(
        name: "key/none-on-" + name, unit: "share",
        ours: share(own) { $0.ours != nil && $0.ours?.key == nil },
        peers: AudioPeers.keyNames.map { ($0, .skipped("always names a key")) }, target: .atLeast(0.95),
        count: own.count, seed: seed)
    }
  }

  private func score(_ hearings: [Hearing], _ found: (Hearing) -> NamedKey?) -> Double {
    mean(
      hearings.compactMap { hearing in
        hearing.piece.truth.key.map {
          KeyScore.weighted(found(hearing), NamedKey(tonic: $0.tonic, mode: $0.mode))
        }
      })
  }
}
