import Glibc

/// One note of an instrument, ready to be played.
struct Voice {
  private let tone: Tone
  private let frequency: Double
  private let rate: Double
  private let sustained: Int
  private let strength: Float

  init(_ tone: Tone, pitch: Int, length: Double, strength: Double, rate: Int) {
    self.tone = tone
    frequency = 440 * exp2(Double(pitch - 69) / 12)
    self.rate = Double(rate)
    sustained = max(1, Int(length * Double(rate)))
    self.strength = Float(strength * tone.gain)
  }

  /// Adds the note to what is there; what does not fit is left out.
  func play(into left: UnsafeMutableBufferPointer<Float>, _ right: UnsafeMutableBufferPointer<Float>) {
    switch tone.source {
    case .waves(let bright, let dark):
      let tables = [bright, dark].map { Wavetable.table($0, frequency: frequency, rate: Int(rate)) }
      playWaves(tables[0], tables[1], left, right)
    case .modulated(let ratio, let depth): playModulated(ratio, Float(depth), left, right)
    }
  }

  private func playWaves(
    _ bright: Wavetable, _ dark: Wavetable, _ left: UnsafeMutableBufferPointer<Float>,
    _ right: UnsafeMutableBufferPointer<Float>
  ) {
    var envelope = Envelope(tone, sustained: sustained, rate: rate)
    var low = Oscillator(frequency * exp2(-tone.detune / 2400), tone, rate)
    var high = Oscillator(frequency * exp2(tone.detune / 2400), tone, rate)
    var breath = Breath(amount: Float(tone.noise))
    let (leftGain, rightGain) = gains
    bright.samples.withUnsafeBufferPointer { bright in
      dark.samples.withUnsafeBufferPointer { dark in
        for index in 0..<min(left.count, right.count) {
          guard envelope.advance(index) else { return }
          let (darkness, level) = (1 - envelope.brightness, envelope.level)
          let first = low.next(bright, dark, darkness)
          let second = high.next(bright, dark, darkness)
          let air = breath.next()
          left[index] += level * leftGain * (first * 0.6 + second * 0.4 + air)
          right[index] += level * rightGain * (first * 0.4 + second * 0.6 + air)
        }
      }
    }
  }

  private func playModulated(
    _ ratio: Double, _ depth: Float, _ left: UnsafeMutableBufferPointer<Float>,
    _ right: UnsafeMutableBufferPointer<Float>
  ) {
    var envelope = Envelope(tone, sustained: sustained, rate: rate)
    var carrier = Oscillator(frequency, tone, rate)
    var modulator = Oscillator(frequency * ratio, tone, rate)
    // Radians to parts of a turn of 2^32.
    let swing = depth * Float(4_294_967_296 / (2 * Double.pi))
    let (leftGain, rightGain) = gains
    Wavetable.pure.samples.withUnsafeBufferPointer { sine in
      for index in 0..<min(left.count, right.count) {
        guard envelope.advance(index) else { return }
        let turn = modulator.next(sine) * swing * (0.2 + 0.8 * envelope.brightness)
        let sample = envelope.level * carrier.next(sine, turned: Int64(turn))
        left[index] += sample * leftGain
        right[index] += sample * rightGain
      }
    }
  }

  private var gains: (Float, Float) {
    let place = Float(tone.place)
    return (strength * min(1, 1 - place), strength * min(1, 1 + place))
  }
}

// What is asked for with every sample stands here: a build that compiles file by file inlines nothing of another one,
// and takes twice as long.

extension Wavetable {
  /// A power of two, so that the highest bits of a phase are an index.
  static var bits: UInt32 { 11 }
}

/// Goes round a wavetable.
private struct Oscillator {
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
private struct Envelope {
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
private struct Breath {
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
