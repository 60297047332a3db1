import Glibc
import Samples

extension Mastering {
  /// What becomes of a mix.
  func sound(left: consuming [Float], right: consuming [Float], seed: UInt32) -> SongSound {
    var (left, right) = (left, right)
    if width == .mono || width == .opposed {
      for index in left.indices { left[index] = (left[index] + right[index]) / 2 }
      right = left
    }
    var reverb = Reverb(seconds: room, rate: rate)
    reverb.add(to: &left, &right, wetness: Float(wetness))
    treat(&left, seed)
    guard width == .stereo else {
      scale(&left, highest(left))
      return SongSound(rate: rate, channels: width == .mono ? [left] : [left, left.map(-)])
    }
    treat(&right, seed &+ 77)
    let top = max(highest(left), highest(right))
    scale(&left, top)
    scale(&right, top)
    return SongSound(rate: rate, channels: [left, right])
  }

  private func treat(_ samples: inout [Float], _ seed: UInt32) {
    if let cutoff { darken(&samples, cutoff) }
    let top = highest(samples)
    guard top > 0 else { return }
    if squeeze > 0 {
      let drive = Float(squeeze) / top
      for index in samples.indices { samples[index] = tanhf(samples[index] * drive * 1.5) }
    }
    if clip < 1 {
      let limit = highest(samples) * Float(clip)
      for index in samples.indices { samples[index] = max(-limit, min(limit, samples[index])) }
    }
    if noise > 0 { hiss(&samples, highest(samples) * Float(noise), seed) }
    fade(&samples)
  }

  /// Twice, for twelve decibels an octave.
  private func darken(_ samples: inout [Float], _ cutoff: Double) {
    let share = Float(1 - exp(-2 * Double.pi * min(cutoff, Double(rate) * 0.45) / Double(rate)))
    for _ in 0..<2 {
      var last: Float = 0
      for index in samples.indices {
        last += share * (samples[index] - last)
        samples[index] = last
      }
    }
  }

  private func hiss(_ samples: inout [Float], _ level: Float, _ seed: UInt32) {
    var state = seed | 1
    for index in samples.indices {
      state = state &* 1_664_525 &+ 1_013_904_223
      samples[index] += Float(Int32(bitPattern: state)) * (level / 2_147_483_648)
    }
  }

  private func fade(_ samples: inout [Float]) {
    let (risen, fallen) = (Int(fadeIn * Double(rate)), Int(fadeOut * Double(rate)))
    for index in 0..<min(risen, samples.count) { samples[index] *= Float(index) / Float(risen) }
    for index in 0..<min(fallen, samples.count) {
      samples[samples.count - 1 - index] *= Float(index) / Float(fallen)
    }
  }

  private func highest(_ samples: [Float]) -> Float {
    samples.withUnsafeBufferPointer { samples in
      var highest: Float = 0
      for sample in samples { highest = max(highest, abs(sample)) }
      return highest
    }
  }

  private func scale(_ samples: inout [Float], _ top: Float) {
    guard top > 0 else { return }
    let gain = Float(pow(10, peak / 20)) / top
    for index in samples.indices { samples[index] *= gain }
  }
}
