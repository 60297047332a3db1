import TestMusic

extension Question {
  static let hook = Question(
    name: "hook", help: "songs with a planted chorus: 15 s inside of it, on a downbeat; hookline analyze"
  ) { bench in
    let songs = try await Hearings.shared.of(.songs, bench).filter { $0.piece.truth.hasChorus }
    return [
      row("inside", songs, bench) { hook, truth in
        HookScore.isInside(hook.start, hook.end, choruses: truth.choruses.map { $0.start...$0.end })
      },
      row("on-downbeat", songs, bench) { hook, truth in
        HookScore.isOnDownbeat(hook.start, truth.downbeats)
      },
    ]
  }

  private static func row(
    _ name: String, _ songs: [Hearing], _ bench: Bench, _ isRight: (HeardMusic.Hook, Truth) -> Bool
  ) -> Finding {
    Finding(
      name: "hook/" + name, unit: "share",
      ours: share(songs) { song in song.ours?.hook.map { isRight($0, song.piece.truth) } ?? false },
      target: .atLeast(0.9), count: songs.count, seed: bench.scale.seed,
      details: [("none", share(songs) { $0.ours?.hook == nil })])
  }
}
