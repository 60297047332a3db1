import Samples
import Testing

@testable import TestMusic

@Suite struct TimbreTests {
  private static let timbres = Dictionary(
    grouping: Style.all.flatMap { $0.parts.flatMap(\.timbres) }, by: \.name
  ).compactMap(\.value.first).sorted { $0.name < $1.name }

  @Test(arguments: timbres) func `an instrument is in tune, in every octave that it plays`(timbre: Timbre) {
    for pitch in [40, 57, 76] {
      let rate = 22_050
      // Without what makes its pitch lively.
      var plain = timbre
      (plain.detune, plain.vibrato, plain.scoop) = (0, 0, 0)
      var performer = Performer(plain, rate: rate, cents: 20, seed: 9)
      var buffer = [Float](repeating: 0, count: rate)

      performer.play(pitch: pitch, at: 0, for: 0.9, strength: 1, into: &buffer)

      let sound = SongSound(rate: rate, channels: [Array(buffer[2_000..<18_384])])
      let offsets = stride(from: -36.0, through: 76, by: 8)
      let best = offsets.max { sound.strength(of: pitch, cents: $0) < sound.strength(of: pitch, cents: $1) }
      #expect(abs((best ?? 99) - 20) <= 9, "\(timbre.name) at \(pitch)")
      #expect(sound.channels[0].contains { abs($0) > 0.02 }, "\(timbre.name) at \(pitch)")
    }
  }
}

extension Timbre: CustomTestStringConvertible {
  public var testDescription: String { name }
}
