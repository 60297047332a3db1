import Audio
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2))) struct HookJudgeTests {
  @Test(arguments: ["XVCVCBCO", "VCVCBC", "XVVCBVCCO"]) func `proposes the chorus`(form: String) throws {
    let song = FeatureSong(form, loud: ["C"], lead: 0.3)

    let hook = try proposed(song, 15)

    let choruses = Array(form).indices.filter { Array(form)[$0] == "C" }
    #expect(
      choruses.contains { place in
        let start = 0.3 + Double(place) * FeatureSong.partLength
        return hook.start > start - 0.07 && hook.end < start + FeatureSong.partLength + 0.07
      })
    #expect(abs(hook.end - hook.start - 15) < 1e-9)
    #expect(song.downbeats.contains { abs($0 - hook.start) < 0.07 })
    #expect(hook.reasons.contains(Hook.Reason(.loudest)))
    #expect(hook.sentence.hasSuffix("starts on a downbeat"))
  }

  @Test func `says why in words`() {
    let reasons = [Hook.Reason(.repeats, count: 3), Hook.Reason(.loudest), Hook.Reason(.startsOnDownbeat)]

    let hook = Hook(start: 1, end: 2, reasons: reasons)

    #expect(hook.sentence == "repeats 3 times, the loudest part, starts on a downbeat")
    #expect(
      Hook.Reason.Kind.allCases.map(\.rawValue) == [
        "repeats", "loudest", "startsPart", "startsOnDownbeat", "wholeSound",
      ])
  }

  @Test(arguments: [1.0, 5, 15, 30, 60, 600]) func `is as long as asked, inside of the sound`(length: Double)
    throws
  {
    let song = FeatureSong("VCVCB")

    let hook = try proposed(song, length)

    #expect(abs(hook.end - hook.start - min(60, max(5, length))) < 1e-9)
    #expect(hook.start >= 0 && hook.end <= song.heard.duration)
  }

  @Test func `proposes all of a sound that is short`() throws {
    let song = FeatureSong("V")

    let hook = try proposed(song, 20)

    #expect(hook == Hook(start: 0, end: 16, reasons: [Hook.Reason(.wholeSound)]))
  }

  @Test(arguments: [5.0, 15, 60]) func `proposes nothing of the part with the least sound`(length: Double)
    throws
  {
    let song = FeatureSong("QLQLQ", loud: ["L"])

    let hook = try proposed(song, length)

    let structure = Structure(try #require(evidence(song)))
    let part = structure.segments.first { $0.start <= hook.start && hook.start < $0.end }
    #expect((part?.energy ?? 0) > 0)
  }

  @Test func `proposes a hook of an hour`() throws {
    let song = FeatureSong(String(repeating: "VCVCBC", count: 37), loud: ["C"])

    let hook = try proposed(song, 15)

    #expect(song.heard.duration > 3500)
    #expect(abs(hook.end - hook.start - 15) < 1e-9)
    #expect(song.downbeats.contains { abs($0 - hook.start) < 0.07 })
  }

  @Test func `finds a loop of whole bars in it`() throws {
    let song = FeatureSong("VCVC")

    let found = Loop(try #require(evidence(song)), within: 16...32)
    let loop = try #require(found)

    // Phrases of four bars are alike.
    #expect(abs(loop.end - loop.start - 8) < 0.1)
    #expect(loop.likeness > 0.9)
    #expect(song.downbeats.contains { abs($0 - loop.start) < 0.07 })
  }

  @Test func `begins the loop of a hook within a moment of it`() throws {
    let song = FeatureSong("XVCVCBCO", loud: ["C"], lead: 0.3)
    let hook = try proposed(song, 15)

    let found = Loop(try #require(evidence(song)), within: hook.start...hook.end)
    let loop = try #require(found)

    #expect(loop.start >= hook.start - 0.05 && loop.end <= hook.end + 0.05)
    #expect(song.downbeats.contains { abs($0 - loop.start) < 0.07 })
  }

  @Test func `finds no loop without beats`() throws {
    let song = FeatureSong("VC")
    let evidence = StructureEvidence(song.heard, song.chroma, beats: [], downbeats: [], isMusic: true)
    let found = try #require(evidence)

    #expect(Loop(found, within: 0...32) == nil)
  }

  private func proposed(_ song: FeatureSong, _ length: Double) throws -> Hook {
    let found = try #require(evidence(song))
    let hook = HookJudge().hook(found, length: length)
    return try #require(hook)
  }
}
