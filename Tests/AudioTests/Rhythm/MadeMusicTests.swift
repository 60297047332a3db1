import Audio
import TestMusic
import Testing

/// Music that is made from seeds, in styles that nothing was tuned on: 0.76 of beats were found when this was written.
@Suite(.timeLimit(.minutes(1))) struct MadeMusicTests {
  private static let pieces = Array(
    TestMusic.mixed(.unseen, count: 69, seed: 301).filter {
      $0.truth.kind == .music && $0.truth.tempo != nil && (12...22).contains($0.truth.duration)
    }.prefix(10))

  @Test func `finds beats and tempi of styles that it was not tuned on`() throws {
    let found = try Self.pieces.map { piece in
      let rhythm = Self.rhythm(piece)
      let tempo = try #require(piece.truth.tempo), ratio = (rhythm?.tempo.bpm ?? 0) / tempo
      let isLevel = [1, 2, 1.0 / 2, 3, 1.0 / 3].contains { abs(ratio / $0 - 1) < 0.01 }
      return (score: Self.score(rhythm?.beats ?? [], piece.truth.beats), isLevel: isLevel, name: piece.name)
    }

    #expect(found.count == 10)
    #expect(found.reduce(0) { $0 + $1.score } / 10 > 0.7, "\(found)")
    #expect(found.count { $0.isLevel } >= 9, "\(found)")
  }

  private static func rhythm(_ piece: Piece) -> Rhythm? {
    let heard = listen(piece.sound().heard(at: Listener.sampleRate))
    let chroma = Chroma(heard.pitches)
    return RhythmJudge().rhythm(heard, chroma, KeyEvidence(chroma, heard.pitches))
  }

  /// The F-measure from five seconds on; within 70 ms is right.
  private static func score(_ found: [Double], _ truth: [Double]) -> Double {
    let found = found.filter { $0 >= 5 }, truth = truth.filter { $0 >= 5 }
    let met = truth.count { time in found.contains { abs($0 - time) <= 0.07 } }
    return 2 * Double(met) / Double(max(1, found.count + truth.count))
  }
}
