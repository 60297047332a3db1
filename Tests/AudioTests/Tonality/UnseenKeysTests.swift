import Audio
import TestMusic
import Testing

@Suite struct UnseenKeysTests {
  private static let seed: UInt64 = 77

  @Test(.timeLimit(.minutes(2))) func `finds most keys of styles that nothing was fitted to`() throws {
    let pieces = TestMusic.keys(.unseen, count: 24, seed: Self.seed)

    let scores = pieces.map { piece in piece.truth.key.map { Self.score(Self.key(of: piece), $0) } ?? 1 }

    let mean = scores.reduce(0, +) / Double(scores.count)
    #expect(mean >= 0.85, "seed \(Self.seed): \(scores)")
  }

  private static func key(of piece: Piece) -> Audio.Key? {
    let listener = Listener()
    listener.take(piece.sound().heard(at: Listener.sampleRate))
    let pitches = listener.finish().pitches
    return KeyJudge().key(KeyEvidence(Chroma(pitches), pitches))
  }

  /// As MIREX counts: a fifth above is half right, the relative key 0.3, the other mode 0.2.
  private static func score(_ found: Audio.Key?, _ truth: Truth.Key) -> Double {
    guard let found else { return 0 }
    let steps = (found.tonic - truth.tonic + 12) % 12
    guard found.mode.rawValue != truth.mode.rawValue else { return steps == 0 ? 1 : steps == 7 ? 0.5 : 0 }
    if steps == 0 { return 0.2 }
    return steps == (truth.mode == .major ? 9 : 3) ? 0.3 : 0
  }
}
