import Glibc
import Matching
import Models
import TestKit

/// Music and a film that was cut to it, or to nothing, with the truth.
struct PlantedCuts {
  let tempo: Double
  let beatsPerBar: Int
  let pulse: Pulse
  let trackEnd: Double
  /// Where a hook begins, as analysis tells it: a moment after a bar.
  let hookStart: Double
  let duration: Double
  /// Where in the track the film begins.
  let offset: Double
  /// As they would be found, in seconds of the film.
  let cuts: [Double]
  /// When those were meant that were made to the music.
  let meant: [Double]

  /// Tempos from 70 to 180, as a machine or a band keeps them; films of 15 seconds to a minute with 8 to 60 cuts, mostly a
  /// few beats apart: a frame rate, an editor's hand, and a tenth of them anywhere.
  init(seed: UInt64, followsMusic: Bool = true) {
    var dice = SeededGenerator(seed: seed)
    tempo = 70 * pow(180 / 70, Double.random(in: 0...1, using: &dice))
    beatsPerBar = Int.random(in: 0..<6, using: &dice) == 0 ? 3 : 4
    trackEnd = Double.random(in: 100...240, using: &dice)
    let clock = Self.clock(tempo, until: trackEnd, &dice)
    // Beats are found some milliseconds beside where they are.
    let found = clock.map { max(0, $0 + Self.bell(0.008, &dice)) }
    let phase = Int.random(in: 0..<beatsPerBar, using: &dice)
    let bars = stride(from: phase, to: found.count, by: beatsPerBar).map { found[$0] }
    pulse = Pulse(beats: found, downbeats: bars)
    hookStart = bars[Int.random(in: 0..<bars.count / 2, using: &dice)] + 0.02
    duration = Double.random(in: 15...60, using: &dice)
    offset = Double.random(in: 0...trackEnd - duration, using: &dice)
    let (offset, duration) = (offset, duration)
    let rate = [24.0, 25, 29.97, 30, 50, 60][Int.random(in: 0..<6, using: &dice)]
    let beats = clock.map { $0 - offset }.filter { $0 > 0.3 && $0 < duration - 0.3 }
    meant = followsMusic ? Self.chosen(beats, clock.count, beatsPerBar, &dice) : []
    let times =
      followsMusic ? Self.cut(meant, duration, &dice) : Self.loose(duration, &dice)
    cuts = Set(times.map { ($0 * rate).rounded(.up) / rate }).sorted()
  }

  private static func clock(_ tempo: Double, until end: Double, _ dice: inout SeededGenerator) -> [Double] {
    // Half are played by people, whose tempo sways.
    let sway = Bool.random(using: &dice) ? 0.01 : 0
    let slowness = Double.random(in: 8...30, using: &dice)
    var (time, beats) = (Double.random(in: 0...2, using: &dice), [Double]())
    while time < end {
      beats.append(time)
      time += 60 / tempo * (1 + sway * sin(time / slowness * 2 * .pi)) + (sway > 0 ? bell(0.004, &dice) : 0)
    }
    return beats
  }

  /// Which beats of the film a cut is made to: every so many, more in some films than in others.
  private static func chosen(
    _ beats: [Double], _ phase: Int, _ bar: Int, _ dice: inout SeededGenerator
  ) -> [Double] {
    let steps = [[1, 2, 2, 4], [2, 2, 4], [1, 1, 2], [bar], [2, bar, bar]][
      Int.random(in: 0..<5, using: &dice)]
    var (chosen, place) = ([Double](), Int.random(in: 0..<2, using: &dice))
    while place < beats.count, chosen.count < 60 {
      if let last = chosen.last, beats[place] - last < 0.4 {
        place += 1
        continue
      }
      chosen.append(beats[place])
      place += steps[Int.random(in: 0..<steps.count, using: &dice)]
    }
    return chosen
  }

  /// As a hand makes them.
  private static func cut(_ meant: [Double], _ duration: Double, _ dice: inout SeededGenerator) -> [Double] {
    meant.map { time in
      Int.random(in: 0..<10, using: &dice) == 0
        ? Double.random(in: 0.2...duration - 0.2, using: &dice) : time + bell(0.015, &dice)
    }
  }

  /// Cuts to no music: anywhere, of lengths that vary, and nearly even ones that wander.
  private static func loose(_ duration: Double, _ dice: inout SeededGenerator) -> [Double] {
    let mean = Double.random(in: 0.8...3, using: &dice)
    let kind = Int.random(in: 0..<3, using: &dice)
    var (time, cuts) = (0.0, [Double]())
    while cuts.count < 60 {
      let part =
        switch kind {
        case 0: -log(Double.random(in: 1e-6...1, using: &dice))
        case 1: exp(bell(0.5, &dice))
        default: 1 + bell(0.25, &dice)
        }
      time += max(0.2, mean * part)
      guard time < duration else { break }
      cuts.append(time)
    }
    return cuts
  }

  private static func bell(_ width: Double, _ dice: inout SeededGenerator) -> Double {
    let radius = (-2 * log(Double.random(in: 1e-12...1, using: &dice))).squareRoot()
    return width * radius * cos(2 * .pi * Double.random(in: 0...1, using: &dice))
  }

  // MARK: Judging

  var alignment: CutAlignment? {
    CutAlignment(
      cuts: cuts, duration: duration, pulse: pulse, trackEnd: trackEnd,
      home: CutGrid(
        of: .init(start: hookStart, end: hookStart + 15, reason: ""), pulse, length: duration,
        trackEnd: trackEnd)?.start ?? 0)
  }

  /// By how much the meant moments miss the beats, on average, if the film begins there: seconds.
  func error(at offset: Double) -> Double {
    let misses = meant.map { moment in
      pulse.beats.map { abs($0 - offset - moment) }.min() ?? .infinity
    }.sorted()
    return misses.isEmpty ? .infinity : misses[misses.count / 2]
  }
}
