import Glibc

typealias Samples32 = UnsafeMutableBufferPointer<Float>

extension Performer {
  func wave(_ note: Sounding, _ tables: (bright: [Float], dark: [Float]), _ out: Samples32) {
    var envelope = Envelope(timbre, rate: rate)
    let spread = exp2(timbre.detune / 2400)
    var one = Phase(note, timbre, rate: rate, factor: spread)
    var two = Phase(note, timbre, rate: rate, factor: 1 / spread)
    let isDouble = timbre.detune != 0
    let gain = isDouble ? note.gain * 0.6 : note.gain
    var noise = note.seed
    let breath = Float(timbre.breath) / 2_147_483_648
    tables.bright.withUnsafeBufferPointer { bright in
      (tables.dark.isEmpty ? tables.bright : tables.dark).withUnsafeBufferPointer { dark in
        for index in 0..<out.count {
          guard envelope.advance(index, held: note.held) else { return }
          let darkness = 1 - envelope.brightness
          var place = one.advance(index)
          var sample = bright[place] + (dark[place] - bright[place]) * darkness
          if isDouble {
            place = two.advance(index)
            sample += bright[place] + (dark[place] - bright[place]) * darkness
          }
          if breath != 0 {
            noise = noise &* 1_664_525 &+ 1_013_904_223
            sample += Float(Int32(bitPattern: noise)) * breath
          }
          out[index] += sample * envelope.level * gain
        }
      }
    }
  }

  func modulated(_ note: Sounding, _ ratio: Double, _ depth: Double, _ out: Samples32) {
    var envelope = Envelope(timbre, rate: rate)
    var carrier = Phase(note, timbre, rate: rate, factor: 1)
    var modulator = Phase(note, timbre, rate: rate, factor: ratio)
    // Fast sidebands would fold back from above half the rate.
    let room = max(0, rate * 0.45 / note.frequency - 1) / ratio
    let depth = Float(min(depth, room) / (2 * Double.pi) * Double(Self.size))
    Self.sine.withUnsafeBufferPointer { sine in
      for index in 0..<out.count {
        guard envelope.advance(index, held: note.held) else { return }
        let shift = Int(sine[modulator.advance(index)] * depth * envelope.brightness)
        let place = (carrier.advance(index) &+ shift) & (Self.size &- 1)
        out[index] += sine[place] * envelope.level * note.gain * 0.5
      }
    }
  }

  /// A delay that feeds itself through a filter (Karplus and Strong), tuned by an all-pass.
  func string(_ note: Sounding, _ damping: Double, _ brightness: Double, _ out: Samples32) {
    let period = rate / note.frequency - 0.5
    let whole = max(2, Int(period - 0.1))
    let rest = period - Double(whole)
    let tuning = Float((1 - rest) / (1 + rest))
    var loop = pluck(whole, note.seed, brightness)
    let keep = Float(1 - damping * 0.012 * (440 / note.frequency).squareRoot())
    let muted = Float(exp(-1 / (timbre.release * rate)))
    var (last, input, output, level, place): (Float, Float, Float, Float, Int) = (0, 0, 0, note.gain, 0)
    loop.withUnsafeMutableBufferPointer { loop in
      for index in 0..<out.count {
        let sample = loop[place]
        let smooth = (sample + last) * 0.5 * keep
        last = sample
        output = tuning * (smooth - output) + input
        input = smooth
        loop[place] = output
        place = place &+ 1 == whole ? 0 : place &+ 1
        if index > note.held {
          level *= muted
          guard level > 0.0003 else { return }
        }
        out[index] += sample * level
      }
    }
  }

  private func pluck(_ count: Int, _ seed: UInt32, _ brightness: Double) -> [Float] {
    var (state, last) = (seed, Float(0))
    let share = Float(brightness)
    var loop = (0..<count).map { _ -> Float in
      state = state &* 1_664_525 &+ 1_013_904_223
      last += share * (Float(Int32(bitPattern: state)) / 2_147_483_648 - last)
      return last
    }
    let mean = loop.reduce(0, +) / Float(count)
    let power = loop.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) } / Float(count)
    let gain = 0.35 / max(0.01, power.squareRoot())
    for index in loop.indices { loop[index] = (loop[index] - mean) * gain }
    return loop
  }

  func struck(
    _ note: Sounding, _ partials: [Double], _ fall: Double, _ stretch: Double, _ out: Samples32
  ) {
    let muted = Float(exp(-1 / (timbre.release * rate)))
    for (order, partial) in partials.enumerated() {
      let frequency = note.frequency * partial * (1 + stretch * partial * partial).squareRoot()
      guard frequency < rate * 0.45 else { continue }
      let decay = timbre.decay / (1 + 0.35 * Double(order))
      let turn = 2 * Double.pi * frequency / rate
      let shrink = exp(-1 / (decay * rate))
      let (cosine, sine) = (Float(cos(turn) * shrink), Float(sin(turn) * shrink))
      var (real, imaginary) = (Float(0), note.gain * 0.45 * Float(pow(Double(order + 1), -fall)))
      // After this it is below a thousandth.
      let audible = min(out.count, Int(decay * 7 * rate))
      for index in 0..<audible {
        let next = real * cosine - imaginary * sine
        imaginary = real * sine + imaginary * cosine
        real = next
        if index > note.held { (real, imaginary) = (real * muted, imaginary * muted) }
        out[index] += real
      }
    }
  }
}
