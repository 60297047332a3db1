import Audio
import Glibc
import TestMusic

/// Fits the weights by which bars and hooks are chosen to made songs of the tuning half, and measures the hooks of songs
/// of the unseen half with the weights that the project has.
///
/// usage: FitHooks TUNING-COUNT TUNING-SEED [UNSEEN-COUNT UNSEEN-SEED]
///
/// Build it with `-c release`. A song takes a second. With 0 songs to tune on nothing is fitted. The weights of
/// bars are those of `FitHooks 432 7100`; those of hooks were fitted in the same way to 309 songs.
@main struct Main {
  /// Of a hook, in seconds.
  static let length = 15.0
  /// Of the weights of bars and of hooks.
  private static let penalties = (bars: 0.003, hooks: 0.001)

  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    guard numbers.count == CommandLine.arguments.count - 1, [2, 4].contains(numbers.count) else {
      print("usage: FitHooks TUNING-COUNT TUNING-SEED [UNSEEN-COUNT UNSEEN-SEED]")
      exit(2)
    }
    if numbers[0] > 0 { fit(count: Int(numbers[0]), seed: numbers[1]) }
    guard numbers.count == 4 else { return }
    let others = TestMusic.songs(.unseen, count: Int(numbers[2]), seed: numbers[3]).map(Song.init)
    measure("unseen, with the weights of the project", others, .barPhase, .hook)
  }

  private static func fit(count: Int, seed: UInt64) {
    let songs = TestMusic.songs(.tuning, count: count, seed: seed).map(Song.init)
    let barQuestions = songs.map { $0.barQuestion() }
    let bars = Fit(barQuestions, penalty: penalties.bars).run()
    print("bars: \(bars.rights(barQuestions)) of \(songs.count)", rounded(bars))
    let hookQuestions = [false, true].flatMap { areTrue in
      songs.compactMap { $0.hookQuestion(bars: bars, areTrue: areTrue) }
    }
    let hooks = Fit(hookQuestions, penalty: penalties.hooks).run()
    print("hooks: \(hooks.rights(hookQuestions)) of \(hookQuestions.count)", rounded(hooks))
    measure("tuning", songs, bars, hooks)
  }

  private static func measure(
    _ name: String, _ songs: [Song], _ bars: ConditionalLogit, _ hooks: ConditionalLogit
  ) {
    let found = songs.map { (song: $0, hook: $0.hook(bars: bars, hooks: hooks)) }
    let inside = found.count { found in found.hook.map(found.song.isInside) ?? false }
    let onDownbeat = found.count { found in found.hook.map(found.song.isOnDownbeat) ?? false }
    print("\(name): \(inside) of \(songs.count) inside of a chorus, \(onDownbeat) on a downbeat")
  }

  private static func rounded(_ model: ConditionalLogit) -> [Double] {
    model.weights.map { ($0 * 1000).rounded() / 1000 }
  }
}
