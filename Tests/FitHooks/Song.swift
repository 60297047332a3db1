import Audio
import Samples
import TestMusic

/// A made song, and what is heard of it.
struct Song {
  /// Seconds that what is found may be beside the truth.
  static let slack = 0.07

  let truth: Truth
  private let heard: Heard
  private let chroma: Chroma
  private let rhythm: Rhythm?

  init(_ piece: Piece) {
    truth = piece.truth
    let listener = Listener()
    listener.take(piece.sound().heard(at: Listener.sampleRate))
    heard = listener.finish()
    chroma = Chroma(heard.pitches)
    rhythm = RhythmJudge().rhythm(heard, chroma, KeyEvidence(chroma, heard.pitches))
  }

  private func beats(areTrue: Bool) -> (all: [Double], first: [Double]) {
    areTrue ? (truth.beats, truth.downbeats) : (rhythm?.beats ?? [], rhythm?.meter?.downbeats ?? [])
  }

  /// Bars of which nearly all begin with a bar are right, if they are not too few.
  func barQuestion() -> Question {
    let beats = beats(areTrue: false)
    let (rows, traits) = StructureEvidence.phaseChoices(
      heard, chroma, beats: beats.all, downbeats: beats.first)
    let rights = rows.indices.filter {
      share(rows[$0], truth.downbeats) > 0.85 && share(truth.downbeats, rows[$0]) > 0.3
    }
    return Question(choices: traits, rights: Set(rights))
  }

  func hookQuestion(bars: ConditionalLogit, areTrue: Bool) -> Question? {
    guard let evidence = evidence(bars, areTrue: areTrue) else { return nil }
    let choices = HookJudge().choices(evidence, length: Main.length)
    return Question(
      choices: choices.traits, rights: Set(choices.hooks.indices.filter { isInside(choices.hooks[$0]) }))
  }

  func hook(bars: ConditionalLogit, hooks: ConditionalLogit) -> Hook? {
    evidence(bars, areTrue: false).flatMap { HookJudge(ranker: hooks).hook($0, length: Main.length) }
  }

  private func evidence(_ bars: ConditionalLogit, areTrue: Bool) -> StructureEvidence? {
    let beats = beats(areTrue: areTrue)
    return StructureEvidence(
      heard, chroma, beats: beats.all, downbeats: beats.first, isMusic: true, phases: bars)
  }

  func isInside(_ hook: Hook) -> Bool {
    truth.choruses.contains { hook.start >= $0.start - Self.slack && hook.end <= $0.end + Self.slack }
  }

  func isOnDownbeat(_ hook: Hook) -> Bool {
    truth.downbeats.contains { abs($0 - hook.start) <= Self.slack }
  }

  private func share(_ times: [Double], _ row: [Double]) -> Double {
    let near = times.count { time in row.contains { abs($0 - time) <= Self.slack } }
    return Double(near) / Double(max(1, times.count))
  }
}
