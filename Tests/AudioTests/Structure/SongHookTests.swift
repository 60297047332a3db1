import Audio
import Samples
import Testing
import TestMusic

@Suite(.timeLimit(.minutes(5))) struct SongHookTests {
  @Test func `proposes choruses of songs, from a downbeat on`() {
    let songs = TestMusic.songs(.tuning, count: 6, seed: 23)

    let found = songs.map { (truth: $0.truth, hook: hook($0)) }

    let inside = found.count { found in
      found.truth.choruses.contains { chorus in
        found.hook.map { $0.start > chorus.start - 0.07 && $0.end < chorus.end + 0.07 } ?? false
      }
    }
    let onDownbeat = found.count { found in
      found.truth.downbeats.contains { abs($0 - (found.hook?.start ?? -1)) < 0.07 }
    }
    #expect(inside >= 5)
    #expect(onDownbeat >= 5)
  }

  private func hook(_ piece: Piece) -> Hook? {
    let heard = listen(piece.sound().heard(at: Listener.sampleRate))
    let chroma = Chroma(heard.pitches)
    let rhythm = RhythmJudge().rhythm(heard, chroma, KeyEvidence(chroma, heard.pitches))
    let evidence = StructureEvidence(
      heard, chroma, beats: rhythm?.beats ?? [], downbeats: rhythm?.meter?.downbeats ?? [], isMusic: true)
    return evidence.flatMap { HookJudge().hook($0, length: 15) }
  }
}
