import Glibc

/// The working memory and the steps of a complex transform of 2^k points, k > 4, in the order of Stockham.
///
/// Real and imaginary parts lie apart, so that four points go through one instruction without shuffling. A step of
/// radix 4 reads one pair of buffers and writes the other, sorted on the way: no bit reversal is needed.
final class FourierStages {
  typealias Lane = SIMD4<Float>

  let points: Int
  /// Where the input is laid, and where the last step leaves the output.
  private(set) var real: UnsafeMutablePointer<Float>
  private(set) var imaginary: UnsafeMutablePointer<Float>
  private var otherReal: UnsafeMutablePointer<Float>
  private var otherImaginary: UnsafeMutablePointer<Float>
  /// Three cosines and three negated sines for each p of each step, the steps one after the other.
  private let twiddles: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableRawPointer

  init(points: Int) {
    precondition(points >= 32 && points.nonzeroBitCount == 1, "a transform takes 2^k points, k > 4")
    self.points = points
    // Four more than points, because the real transform reads one group past the end.
    let length = points + 4
    let twiddleCount = 2 * points + 16
    let bytes = (4 * length + twiddleCount) * MemoryLayout<Float>.stride
    memory = .allocate(byteCount: bytes, alignment: 64)
    let floats = memory.initializeMemory(as: Float.self, repeating: 0, count: 4 * length + twiddleCount)
    real = floats
    imaginary = floats + length
    otherReal = floats + 2 * length
    otherImaginary = floats + 3 * length
    twiddles = floats + 4 * length
    layTwiddles()
  }

  deinit { memory.deallocate() }

  private func layTwiddles() {
    var target = twiddles
    var length = points
    while length >= 4 {
      let quarter = length / 4
      for p in 0..<quarter {
        for power in 1...3 {
          let angle = -2 * Double.pi * Double(power * p) / Double(length)
          target[(power - 1) * 2 * quarter + p] = Float(cos(angle))
          target[((power - 1) * 2 + 1) * quarter + p] = Float(sin(angle))
        }
      }
      target += 6 * quarter
      length = quarter
    }
  }

  /// Transforms what was laid into `real` and `imaginary`, in place as far as the caller sees.
  func run() {
    var length = points
    var stride = 1
    var factors = UnsafePointer(twiddles)
    while length >= 4 {
      if stride == 1 { first(factors) } else { step(length, stride, factors) }
      swap(&real, &otherReal)
      swap(&imaginary, &otherImaginary)
      factors += 6 * (length / 4)
      length /= 4
      stride *= 4
    }
    if length == 2 { halves() }
  }

  /// The first step, where neighbours differ in their twiddles: four p at a time, and turned as they are written.
  private func first(_ factors: UnsafePointer<Float>) {
    let quarter = points / 4
    var p = 0
    while p < quarter {
      let group = Butterfly(real + p, imaginary + p, apart: quarter)
      let w = factors + p
      let one = group.one.times(lane(w), lane(w + quarter))
      let two = group.two.times(lane(w + 2 * quarter), lane(w + 3 * quarter))
      let three = group.three.times(lane(w + 4 * quarter), lane(w + 5 * quarter))
      turn(group.zero.real, one.real, two.real, three.real, otherReal + 4 * p)
      turn(group.zero.imaginary, one.imaginary, two.imaginary, three.imaginary, otherImaginary + 4 * p)
      p += 4
    }
  }

  private func step(_ length: Int, _ stride: Int, _ factors: UnsafePointer<Float>) {
    let quarter = length / 4
    for p in 0..<quarter {
      let w = factors + p
      let c1 = Lane(repeating: w[0]), s1 = Lane(repeating: w[quarter])
      let c2 = Lane(repeating: w[2 * quarter]), s2 = Lane(repeating: w[3 * quarter])
      let c3 = Lane(repeating: w[4 * quarter]), s3 = Lane(repeating: w[5 * quarter])
      let target = 4 * p * stride
      var q = 0
      while q < stride {
        let from = p * stride + q
        let group = Butterfly(real + from, imaginary + from, apart: quarter * stride)
        let to = target + q
        keep(group.zero, to)
        keep(group.one.times(c1, s1), to + stride)
        keep(group.two.times(c2, s2), to + 2 * stride)
        keep(group.three.times(c3, s3), to + 3 * stride)
        q += 4
      }
    }
  }

  /// The last step where the points are no power of 4.
  private func halves() {
    let half = points / 2
    var q = 0
    while q < half {
      let a = ComplexLane(real: lane(real + q), imaginary: lane(imaginary + q))
      let b = ComplexLane(real: lane(real + half + q), imaginary: lane(imaginary + half + q))
      keep(a + b, q)
      keep(a - b, half + q)
      q += 4
    }
    swap(&real, &otherReal)
    swap(&imaginary, &otherImaginary)
  }

  @inline(__always)
  private func keep(_ value: ComplexLane, _ at: Int) {
    store(value.real, otherReal + at)
    store(value.imaginary, otherImaginary + at)
  }

  /// Writes four rows of four as four columns.
  @inline(__always)
  private func turn(_ a: Lane, _ b: Lane, _ c: Lane, _ d: Lane, _ target: UnsafeMutablePointer<Float>) {
    let lowAB = Lane(a[0], b[0], a[1], b[1]), highAB = Lane(a[2], b[2], a[3], b[3])
    let lowCD = Lane(c[0], d[0], c[1], d[1]), highCD = Lane(c[2], d[2], c[3], d[3])
    store(Lane(lowHalf: lowAB.lowHalf, highHalf: lowCD.lowHalf), target)
    store(Lane(lowHalf: lowAB.highHalf, highHalf: lowCD.highHalf), target + 4)
    store(Lane(lowHalf: highAB.lowHalf, highHalf: highCD.lowHalf), target + 8)
    store(Lane(lowHalf: highAB.highHalf, highHalf: highCD.highHalf), target + 12)
  }
}

/// Four complex numbers.
struct ComplexLane {
  let real: SIMD4<Float>
  let imaginary: SIMD4<Float>

  @inline(__always)
  static func + (a: Self, b: Self) -> Self {
    Self(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }

  @inline(__always)
  static func - (a: Self, b: Self) -> Self {
    Self(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
  }

  @inline(__always)
  func times(_ cosine: SIMD4<Float>, _ sine: SIMD4<Float>) -> Self {
    Self(real: real * cosine - imaginary * sine, imaginary: real * sine + imaginary * cosine)
  }
}

/// Four transforms of four points, before the twiddles.
private struct Butterfly {
  let zero, one, two, three: ComplexLane

  @inline(__always)
  init(_ real: UnsafePointer<Float>, _ imaginary: UnsafePointer<Float>, apart: Int) {
    let a = ComplexLane(real: lane(real), imaginary: lane(imaginary))
    let b = ComplexLane(real: lane(real + apart), imaginary: lane(imaginary + apart))
    let c = ComplexLane(real: lane(real + 2 * apart), imaginary: lane(imaginary + 2 * apart))
    let d = ComplexLane(real: lane(real + 3 * apart), imaginary: lane(imaginary + 3 * apart))
    let sumAC = a + c, sumBD = b + d
    let differenceAC = a - c, differenceBD = b - d
    zero = sumAC + sumBD
    two = sumAC - sumBD
    // Times -i and times i.
    one = ComplexLane(
      real: differenceAC.real + differenceBD.imaginary,
      imaginary: differenceAC.imaginary - differenceBD.real)
    three = ComplexLane(
      real: differenceAC.real - differenceBD.imaginary,
      imaginary: differenceAC.imaginary + differenceBD.real)
  }
}

@inline(__always)
func lane(_ pointer: UnsafePointer<Float>) -> SIMD4<Float> {
  UnsafeRawPointer(pointer).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always)
func store(_ value: SIMD4<Float>, _ pointer: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD4<Float>.self)
}
