import Glibc

/// Says when a position of the score sounds.
struct Timeline: Sendable {
  /// How the tempo wanders: by a part of itself, in waves of so many beats.
  struct Drift: Sendable, Equatable {
    var amount = 0.0
    var beats = 32.0
    var phase = 0.0

    static let none = Drift()
  }

  let tempo: Double
  let swing: Swing
  /// Seconds of nothing before the first sound.
  let silence: Double
  /// What comes before this beat is left out.
  let entry: Double
  private let starts: [Double]

  init(tempo: Double, drift: Drift, swing: Swing, entry: Double, silence: Double, beats: Int) {
    self.tempo = tempo
    self.swing = swing
    self.silence = silence
    self.entry = entry
    var second = 0.0
    starts = (0...beats).map { beat in
      defer {
        let wave = sin(2 * Double.pi * Double(beat) / drift.beats + drift.phase)
        second += 60 / (tempo * (1 + drift.amount * wave))
      }
      return second
    }
  }

  /// Seconds, of the beat as it is counted.
  func time(ofBeat beat: Double) -> Double { plain(beat) - plain(entry) + silence }

  /// Seconds, of what is played there.
  func time(of position: Double) -> Double { time(ofBeat: swing.position(of: position)) }

  private func plain(_ beat: Double) -> Double {
    let whole = max(0, min(starts.count - 2, Int(beat.rounded(.down))))
    return starts[whole] + (beat - Double(whole)) * (starts[whole + 1] - starts[whole])
  }
}
