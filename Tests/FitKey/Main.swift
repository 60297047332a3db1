import Audio
import Glibc
import TestMusic

/// Fits the weights by which keys are chosen to made music of the tuning styles, and prints them.
///
/// usage: FitKey [PIECES-A-SEED [SEED...]]
///
/// Without arguments it takes 240 pieces of each of the seeds that the weights in the project were fitted to. That is a few
/// minutes, and the same numbers each time: `swift run -c release FitKey`.
@main struct Main {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().map { UInt64($0) }
    guard !numbers.contains(nil) else {
      print("usage: FitKey [PIECES-A-SEED [SEED...]]")
      exit(2)
    }
    let count = Int(numbers.first.flatMap { $0 } ?? 240)
    let seeds = numbers.count > 1 ? numbers.dropFirst().compactMap { $0 } : [21, 22]
    let pieces = seeds.flatMap { seed in
      TestMusic.keys(.tuning, count: count, seed: seed).compactMap { HeardPiece($0) }
    }
    print("// \(share(judgedByOthers(pieces))) of styles that were held out are right, of \(pieces.count)")
    let weights = Fit(pieces).run()
    print("// \(share(pieces.map { weights.key($0) == $0.key })) of those fitted to")
    print(weights.weights.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: ", "))
  }

  private static func share(_ hits: [Bool]) -> Double {
    (Double(hits.count { $0 }) / Double(max(1, hits.count)) * 1000).rounded() / 1000
  }

  /// Whether each piece is judged right by weights that were fitted without its style.
  private static func judgedByOthers(_ pieces: [HeardPiece]) -> [Bool] {
    let styles = Set(pieces.map(\.style)).sorted()
    return (0..<4).flatMap { fold in
      let held = Set(styles.indices.filter { $0 % 4 == fold }.map { styles[$0] })
      let weights = Fit(pieces.filter { !held.contains($0.style) }).run()
      return pieces.filter { held.contains($0.style) }.map { weights.key($0) == $0.key }
    }
  }
}

/// A piece, and what speaks for each of its keys.
struct HeardPiece {
  let style: String
  /// 0 for C major to 23 for B minor.
  let key: Int
  let traits: [[Double]]
}

extension HeardPiece {
  /// Nil where a piece has no key.
  init?(_ piece: Piece) {
    guard let key = piece.truth.key else { return nil }
    let listener = Listener()
    listener.take(piece.sound().heard(at: Listener.sampleRate))
    let traits = KeyTraits(listener.finish().pitches)
    self.init(style: piece.style, key: key.tonic + (key.mode == .minor ? 12 : 0), traits: traits.values)
  }
}

extension ConditionalLogit {
  func key(_ piece: HeardPiece) -> Int {
    let chances = probabilities(piece.traits)
    return chances.indices.max { chances[$0] < chances[$1] } ?? 0
  }
}
