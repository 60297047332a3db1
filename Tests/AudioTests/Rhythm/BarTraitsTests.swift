import Testing

@testable import Audio

@Suite struct BarTraitsTests {
  /// Beats half a second apart, all alike but that every fourth from `first` on has bass.
  private func row(first: Int) -> BeatRow {
    let rate = 22_050.0 / 256
    var onsets = OnsetCurves(rate: rate)
    onsets.all = [Float](repeating: 0, count: Int(16 * rate))
    for beat in 0..<32 { onsets.all[Int((Double(beat) * 0.5 * rate).rounded())] = 1 }
    onsets.middle = onsets.all
    onsets.high = onsets.all
    onsets.low = onsets.all.map { $0 * 0.1 }
    for beat in stride(from: first, to: 32, by: 4) {
      onsets.low[Int((Double(beat) * 0.5 * rate).rounded())] = 1
    }
    let heard = Heard(
      duration: 16, isCut: false, onsets: onsets, pitches: PitchFrames(rate: rate / 8),
      timbre: TimbreFrames(rate: rate / 4), shape: ShapeFrames(rate: rate / 4))
    let around = BeatSurroundings(heard, Chroma(heard.pitches))
    return BeatRow(BeatTwelfths((0..<32).map { Double($0) * 0.5 }, around), shift: 0, around)
  }

  @Test(arguments: 0...3) func `turns with the first beat`(first: Int) throws {
    let traits = BarTraits(row(first: first)).values

    let plain = BarTraits(row(first: 0)).values
    // Without what speaks of the beginning of the sound.
    let turned = try #require(BarPattern.all.firstIndex(of: BarPattern(length: 4, first: first)))
    for at in [0, 1, 2] + Array(7..<traits[turned].count) {
      #expect(abs(traits[turned][at] - plain[0][at]) < 0.4)
    }
    // Bass on the first of four stands out of the mean of its places.
    #expect(traits[turned][7] > 0.5)
    #expect(traits[turned][8] < 0 && traits[turned][9] < 0 && traits[turned][10] < 0)
  }

  @Test func `has as many numbers as there are weights`() {
    let row = row(first: 0)

    #expect(BarTraits(row).values.count == BarPattern.all.count)
    #expect(BarTraits(row).values.allSatisfy { $0.count == ConditionalLogit.bars.weights.count })
    #expect(TempoTraits.names.count + row.traits.count == ConditionalLogit.beats.weights.count)
  }

  @Test func `knows rows that begin later by parts of a beat`() {
    let grid = row(first: 0).grid

    #expect(grid.row(shift: 6).prefix(3) == [0.25, 0.75, 1.25])
    #expect(grid.row(shift: 0).count == 32)
    #expect(grid.row(shift: 0).last == 15.5)
  }
}
