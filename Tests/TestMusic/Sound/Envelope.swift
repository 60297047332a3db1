import Glibc

/// Attack, decay, sustain, release, sample by sample.
struct Envelope {
  private(set) var level: Float = 0
  /// 1 at the beginning, then less and less.
  private(set) var brightness: Float = 1
  private let attack: Int
  private let rise: Float
  private let sustain: Float
  private let decay: Float
  private let release: Float

  init(_ timbre: Timbre, rate: Double) {
    attack = max(1, Int(timbre.attack * rate))
    rise = 1 / Float(attack)
    sustain = Float(timbre.sustain)
    decay = Float(exp(-1 / (timbre.decay * rate)))
    release = Float(exp(-1 / (timbre.release * rate)))
  }

  /// False once nothing can be heard any more.
  @inline(__always)
  mutating func advance(_ index: Int, held: Int) -> Bool {
    brightness *= decay
    if index >= held {
      level *= release
      return level > 0.0005
    }
    if index < attack { level += rise } else { level = sustain + (level - sustain) * decay }
    return true
  }
}

/// Goes round a table of `Performer.size` samples, with what a player does to the pitch.
struct Phase {
  private var phase: UInt32 = 0
  private var step: UInt32
  private let middle: Double
  private let vibrato: Double
  private let scoop: Double
  private let rate: Double
  private let isSteady: Bool

  init(_ note: Sounding, _ timbre: Timbre, rate: Double, factor: Double) {
    middle = note.frequency * factor / rate * 4_294_967_296
    vibrato = timbre.vibrato
    scoop = timbre.scoop
    self.rate = rate
    isSteady = vibrato == 0 && scoop == 0
    step = UInt32(min(middle, 2_147_483_647))
  }

  @inline(__always)
  mutating func advance(_ index: Int) -> Int {
    if !isSteady, index & 63 == 0 { bend(index) }
    phase &+= step
    return Int(phase >> (32 - Performer.bits))
  }

  /// Vibrato comes in slowly, and a scoop is over in a tenth of a second.
  private mutating func bend(_ index: Int) {
    let second = Double(index) / rate
    let swing = vibrato * min(1, second / 0.3) * sin(2 * Double.pi * 5.4 * second)
    let cents = swing - scoop * exp(-second / 0.04)
    step = UInt32(min(middle * exp2(cents / 1200), 2_147_483_647))
  }
}
