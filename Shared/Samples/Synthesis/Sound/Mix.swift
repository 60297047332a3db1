import Glibc

/// What was played so far, left and right.
struct Mix {
  let rate: Int
  private var left: [Float]
  private var right: [Float]

  /// Below full scale by a decibel, because lossy codecs overshoot.
  private static let peak: Float = 0.89

  init(count: Int, rate: Int) {
    self.rate = rate
    left = [Float](repeating: 0, count: count)
    right = [Float](repeating: 0, count: count)
  }

  /// `length` is in seconds, and the tone's release comes after it.
  mutating func add(_ tone: Tone, pitch: Int, at start: Int, for length: Double, strength: Double) {
    let voice = Voice(tone, pitch: pitch, length: length, strength: strength, rate: rate)
    guard start < left.count else { return }
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        voice.play(
          into: UnsafeMutableBufferPointer(rebasing: left[start...]),
          UnsafeMutableBufferPointer(rebasing: right[start...]))
      }
    }
  }

  mutating func add(_ stroke: DrumKit.Stroke, at start: Int, strength: Double) {
    let count = min(stroke.samples.count, left.count - start)
    guard count > 0 else { return }
    let gains = (Float(strength) * stroke.left, Float(strength) * stroke.right)
    stroke.samples.withUnsafeBufferPointer { samples in
      left.withUnsafeMutableBufferPointer { left in
        for index in 0..<count { left[start &+ index] += samples[index] * gains.0 }
      }
      right.withUnsafeMutableBufferPointer { right in
        for index in 0..<count { right[start &+ index] += samples[index] * gains.1 }
      }
    }
  }

  /// As loud as it can be without clipping.
  consuming func sound(channels: Int) -> SongSound {
    var (left, right) = (left, right)
    let count = left.count
    var highest: Float = 0
    left.withUnsafeMutableBufferPointer { left in
      right.withUnsafeMutableBufferPointer { right in
        for index in 0..<count {
          if channels == 1 { left[index] = (left[index] + right[index]) / 2 }
          highest = max(highest, abs(left[index]), channels == 1 ? 0 : abs(right[index]))
        }
        let gain = highest > 0 ? Self.peak / highest : 0
        for index in 0..<count {
          left[index] *= gain
          right[index] *= gain
        }
      }
    }
    return SongSound(rate: rate, channels: channels == 1 ? [left] : [left, right])
  }
}
