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
