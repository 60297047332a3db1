import Audio
import Glibc
import TestMusic

/// Fits the weights of beats and bars in `Shared/Audio/Rhythm/Rankers.swift`, not those of tempi, to the tuning half of
/// `TestMusic`, and prints them as that file has them, after how well they choose: what they were fitted to, and styles
/// that were left out of the fit.
///
/// usage: swift run -c release FitRhythm [PIECES [SEED]]
///
/// That takes some minutes and a gigabyte. The weights in use come of the same fit to the first half of these pieces and
/// to as many of the same styles that were made before: what is printed is near to them, not the same.
@main struct Main {
  static func main() async {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = Int(numbers.first ?? 2160), seed = numbers.dropFirst().first ?? 101
    guard numbers.count == CommandLine.arguments.count - 1, (1...20_000).contains(count) else {
      print("usage: FitRhythm [PIECES [SEED]]")
      exit(2)
    }
    let questions = await Self.questions(TestMusic.mixed(.tuning, count: count, seed: seed))
    let fitted = Fit(questions).run()
    print("// Fitted to: \(Score(questions, fitted))")
    print("// Left out: \(leftOut(questions))")
    printed("beats", fitted.beats)
    printed("bars", fitted.bars)
  }

  /// In the order of the pieces, whatever the number of cores.
  private static func questions(_ pieces: [Piece]) async -> [Question] {
    await withTaskGroup(of: (Int, Question?).self) { group in
      var found = [Question?](repeating: nil, count: pieces.count)
      var next = 0
      func add() {
        guard next < pieces.count else { return }
        let (index, piece) = (next, pieces[next])
        next += 1
        group.addTask { (index, Question(piece)) }
      }
      for _ in 0..<max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) { add() }
      for await (index, question) in group {
        found[index] = question
        add()
      }
      return found.compactMap { $0 }
    }
  }

  /// A quarter of the styles at a time is judged by weights that were fitted to the others.
  private static func leftOut(_ questions: [Question]) -> Score {
    let styles = Set(questions.map(\.style)).sorted()
    return (0..<4).reduce(Score()) { score, part in
      let out = Set(styles.indices.filter { $0 % 4 == part }.map { styles[$0] })
      let weights = Fit(questions.filter { !out.contains($0.style) }).run()
      return score + Score(questions.filter { out.contains($0.style) }, weights)
    }
  }

  private static func printed(_ name: String, _ weights: [Double]) {
    print("  public static let \(name) = ConditionalLogit(weights: [")
    var line = "   "
    for weight in weights {
      let text = " \(Fit.rounded(weight)),"
      if line.count + text.count > 108 {
        print(line)
        line = "   "
      }
      line += text
    }
    print(line)
    print("  ])")
  }
}
