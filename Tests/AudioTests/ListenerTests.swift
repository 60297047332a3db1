import Audio
import TestKit
import Testing

@Suite struct ListenerTests {
  @Test(arguments: [1, 7, 1000, 4096, 44_100]) func `hears the same bits for any chunks`(size: Int) {
    let samples = Array(Sounds.song(bpm: 120, seconds: 2).samples)

    let heard = listen(samples, chunk: size)

    #expect(heard == listen(samples, chunk: samples.count))
  }

  @Test func `hears nothing in no sound`() {
    let heard = Listener().finish()

    #expect(heard.duration == 0)
    #expect(heard.onsets.all.isEmpty)
    #expect(heard.pitches.levels.isEmpty)
  }

  @Test func `takes what is no number for silence`() {
    var samples = Sounds.song(bpm: 120, seconds: 1).samples
    samples.replaceSubrange(5000..<5004, with: [.nan, .infinity, -.infinity, 3e38])

    let heard = listen(samples, chunk: 1000)

    #expect(heard.onsets.all.allSatisfy { $0.isFinite })
    #expect(heard.pitches.bins.allSatisfy { $0.isFinite })
    #expect(heard.timbre.coefficients.allSatisfy { $0.isFinite })
    #expect(heard.pitches.tones.allSatisfy { $0.pitch.isFinite && $0.strength.isFinite })
    #expect((heard.shape.powers + heard.shape.centroids + heard.shape.rolloffs).allSatisfy { $0.isFinite })
    #expect((heard.shape.flatness + heard.shape.contrasts).allSatisfy { $0.isFinite })
  }

  @Test func `stops at its limit`() {
    let listener = Listener(limit: 1)

    listener.take([Float](repeating: 0.1, count: 3 * Listener.sampleRate))
    let heard = listener.finish()

    #expect(heard.isCut)
    #expect(heard.duration == 1)
  }

  @Test func `tells low onsets from high ones`() {
    var sounds = Sounds(seconds: 2)
    sounds.kick(0.5)
    sounds.snare(1.5)

    let onsets = listen(sounds.samples, chunk: 4096).onsets

    let kick = around(0.5, onsets.rate), snare = around(1.5, onsets.rate)
    #expect((onsets.low[kick].max() ?? 0) > 2 * (onsets.high[kick].max() ?? 0))
    #expect((onsets.high[snare].max() ?? 0) > (onsets.low[snare].max() ?? 0))
  }

  private func around(_ time: Double, _ rate: Double) -> ClosedRange<Int> {
    Int((time - 0.03) * rate)...Int((time + 0.03) * rate)
  }
}

func listen(_ samples: [Float], chunk: Int = 4096) -> Heard {
  let listener = Listener()
  for start in stride(from: 0, to: samples.count, by: chunk) {
    listener.take(Array(samples[start..<min(samples.count, start + chunk)]))
  }
  return listener.finish()
}
