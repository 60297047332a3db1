import Glibc

/// Goes round a wavetable.
struct Oscillator {
  private var phase: UInt32 = 0
  private var step: UInt32
  private let middle: Double
  private let swing: Double
  private let swingStep: Double
  private var swingPhase = 0.0
  private var untilSwing = 0

  /// Vibrato is slow: the step is set anew only so often.
  private static var interval: Int { 64 }
  // Not stored: what is asked for with every sample must not be made sure of with every sample.
  private static var shift: UInt32 { 32 - Wavetable.bits }

  init(_ frequency: Double, _ tone: Tone, _ rate: Double) {
    middle = frequency / rate * 4_294_967_296
    step = UInt32(min(middle, 2_147_483_647))
    swing = tone.vibrato == 0 ? 0 : exp2(tone.vibrato / 1200) - 1
    swingStep = 2 * Double.pi * 5.2 / rate * Double(Self.interval)
  }

  @inline(__always)
  mutating func next(
    _ bright: UnsafeBufferPointer<Float>, _ dark: UnsafeBufferPointer<Float>, _ darkness: Float
  ) -> Float {
    advance()
    let index = Int(phase >> Self.shift)
    return bright[index] + (dark[index] - bright[index]) * darkness
  }

  @inline(__always)
  mutating func next(_ table: UnsafeBufferPointer<Float>, turned: Int64 = 0) -> Float {
    advance()
    return table[Int((phase &+ UInt32(truncatingIfNeeded: turned)) >> Self.shift)]
  }

  @inline(__always)
  private mutating func advance() {
    if swing != 0 {
      if untilSwing == 0 {
        untilSwing = Self.interval
        swingPhase += swingStep
        step = UInt32(min(middle * (1 + swing * sin(swingPhase)), 2_147_483_647))
      }
      untilSwing &-= 1
    }
    phase &+= step
  }
}

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
  private let sustained: Int

  init(_ tone: Tone, sustained: Int, rate: Double) {
    attack = max(1, Int(tone.attack * rate))
    rise = 1 / Float(attack)
    sustain = Float(tone.sustain)
    decay = Float(exp(-1 / (tone.decay * rate)))
    release = Float(exp(-1 / (tone.release * rate)))
    self.sustained = sustained
  }

  /// False once nothing can be heard any more.
  @inline(__always)
  mutating func advance(_ index: Int) -> Bool {
    brightness *= decay
    if index >= sustained {
      level *= release
      return level > 0.0005
    }
    if index < attack { level += rise } else { level = sustain + (level - sustain) * decay }
    return true
  }
}

/// The air in a tone.
struct Breath {
  let amount: Float
  private var state: UInt32 = 0x1234_5678

  init(amount: Float) { self.amount = amount }

  @inline(__always)
  mutating func next() -> Float {
    guard amount != 0 else { return 0 }
    state = state &* 1_664_525 &+ 1_013_904_223
    return Float(Int32(bitPattern: state)) * (amount / 2_147_483_648)
  }
}
