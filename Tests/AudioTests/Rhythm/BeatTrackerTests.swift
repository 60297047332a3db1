import Testing

@testable import Audio

@Suite struct BeatTrackerTests {
  private static let rate = 22_050.0 / 256

  /// Onsets each 60 frames, each as wide as so many frames before and after.
  private func beats(width: Int) -> [Double] {
    var curves = OnsetCurves(rate: Self.rate)
    curves.all = (0..<1200).map { frame in
      let distance = abs((frame + 30) % 60 - 30)
      return max(0.02, 1 - Float(distance) / Float(width))
    }
    curves.low = curves.all
    return BeatTracker(curves).beats(periods: [Double](repeating: 60, count: 1200))
  }

  private func lateness(_ beats: [Double]) -> [Double] {
    beats.dropFirst().dropLast().map { $0 - (($0 + 0.03) * Self.rate / 60).rounded() * 60 / Self.rate }
  }

  @Test func `puts beats where sounds begin at once`() {
    let late = lateness(beats(width: 2))

    #expect(late.count >= 16)
    #expect(late.allSatisfy { abs($0) < 0.01 })
  }

  @Test func `puts beats before the middle of sounds that swell`() {
    let late = lateness(beats(width: 12))

    #expect(late.count >= 16)
    #expect(late.allSatisfy { $0 < -0.045 && $0 > -0.07 })
  }
}
