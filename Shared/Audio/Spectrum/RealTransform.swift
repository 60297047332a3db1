import Glibc

/// The discrete Fourier transform of 2^6 to 2^16 real samples.
///
/// Made once and used many times: it allocates nothing when it runs. Not to be shared between threads.
public final class RealTransform {
  public let size: Int
  /// How many frequencies come out: from 0 to half the sample rate, both included.
  public var frequencyCount: Int { size / 2 + 1 }

  private let stages: FourierStages
  private let half: Int
  /// Cosines, then negated sines, of half a turn in `half` steps.
  private let turns: [Float]

  public init(size: Int) {
    precondition((64...65_536).contains(size) && size.nonzeroBitCount == 1, "a size of 2^6 to 2^16")
    self.size = size
    half = size / 2
    stages = FourierStages(points: half)
    let angles = (0..<size / 2).map { -2 * Double.pi * Double($0) / Double(size) }
    turns = angles.map { Float(cos($0)) } + angles.map { Float(sin($0)) }
  }

  /// The spectrum of a frame, as it is (no scaling).
  public func spectrum(of frame: [Float]) -> (real: [Float], imaginary: [Float]) {
    precondition(frame.count == size, "a frame has as many samples as the transform")
    var real = [Float](repeating: 0, count: frequencyCount)
    var imaginary = real
    frame.withUnsafeBufferPointer { source in
      real.withUnsafeMutableBufferPointer { real in
        imaginary.withUnsafeMutableBufferPointer { imaginary in
          guard let source = source.baseAddress, let a = real.baseAddress, let b = imaginary.baseAddress
          else { return }
          lay(source)
          unfold { value, at in
            store(value.real, a + at)
            store(value.imaginary, b + at)
          } end: {
            a[half] = $0
            b[half] = 0
          }
        }
      }
    }
    return (real, imaginary)
  }

  /// The squared magnitudes of a frame times a window, `frequencyCount` of them.
  func power(
    of frame: UnsafePointer<Float>, window: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    lay(frame, window: window)
    unfold { value, at in
      store(value.real * value.real + value.imaginary * value.imaginary, target + at)
    } end: {
      target[half] = $0 * $0
    }
  }

  /// The squared magnitudes of a frame, `frequencyCount` of them.
  public func power(of frame: [Float]) -> [Float] {
    let (real, imaginary) = spectrum(of: frame)
    return zip(real, imaginary).map { $0 * $0 + $1 * $1 }
  }

  /// Even samples become real parts, odd ones imaginary parts.
  private func lay(_ frame: UnsafePointer<Float>) {
    let real = stages.real, imaginary = stages.imaginary
    var k = 0
    while k < half {
      let pair = UnsafeRawPointer(frame + 2 * k).loadUnaligned(as: SIMD8<Float>.self)
      store(pair.evenHalf, real + k)
      store(pair.oddHalf, imaginary + k)
      k += 4
    }
  }

  private func lay(_ frame: UnsafePointer<Float>, window: UnsafePointer<Float>) {
    let real = stages.real, imaginary = stages.imaginary
    var k = 0
    while k < half {
      let low = lane(frame + 2 * k) * lane(window + 2 * k)
      let high = lane(frame + 2 * k + 4) * lane(window + 2 * k + 4)
      let pair = SIMD8(lowHalf: low, highHalf: high)
      store(pair.evenHalf, real + k)
      store(pair.oddHalf, imaginary + k)
      k += 4
    }
  }

  /// Takes the transforms of the even and the odd samples apart and joins them to that of all.
  @inline(__always)
  private func unfold(_ body: (ComplexLane, Int) -> Void, end: (Float) -> Void) {
    stages.run()
    let real = stages.real, imaginary = stages.imaginary
    real[half] = real[0]
    imaginary[half] = imaginary[0]
    turns.withUnsafeBufferPointer { turns in
      guard let cosines = turns.baseAddress else { return }
      let sines = cosines + half
      var k = 0
      while k < half {
        body(joined(real, imaginary, at: k, lane(cosines + k), lane(sines + k)), k)
        k += 4
      }
    }
    end(real[0] - imaginary[0])
  }

  @inline(__always)
  private func joined(
    _ real: UnsafePointer<Float>, _ imaginary: UnsafePointer<Float>, at k: Int,
    _ cosine: SIMD4<Float>, _ sine: SIMD4<Float>
  ) -> ComplexLane {
    let a = ComplexLane(real: lane(real + k), imaginary: lane(imaginary + k))
    let mirror = ComplexLane(
      real: backwards(lane(real + half - k - 3)), imaginary: -backwards(lane(imaginary + half - k - 3)))
    let even = a + mirror
    let odd = a - mirror
    // -i times odd.
    let turned = ComplexLane(real: odd.imaginary, imaginary: -odd.real).times(cosine, sine)
    let sum = even + turned
    return ComplexLane(real: sum.real * 0.5, imaginary: sum.imaginary * 0.5)
  }

  @inline(__always)
  private func backwards(_ value: SIMD4<Float>) -> SIMD4<Float> {
    SIMD4(value[3], value[2], value[1], value[0])
  }
}
