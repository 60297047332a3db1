/// Two channels on their way through the filters, in the two lanes of a vector.
struct ChannelPair {
  private let shelf: KWeighting.Section
  private let highPass: KWeighting.Section
  private var shelfState = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  private var highPassState = (SIMD2<Double>.zero, SIMD2<Double>.zero)
  /// Of the squares of the filtered samples since the last `settle`.
  private var sum = SIMD2<Double>.zero
  private(set) var peak = SIMD2<Float>.zero

  init(_ weighting: KWeighting) { (shelf, highPass) = (weighting.shelf, weighting.highPass) }

  /// Takes samples that are `stride` apart. The same bits come out whatever the chunks.
  mutating func take(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>, stride: Int, count: Int
  ) {
    var (s1, s2) = shelfState, (h1, h2) = highPassState
    var sum = sum, peak = peak
    let (shelf, pass) = (shelf, highPass)
    for index in 0..<count {
      let x = Self.sane(SIMD2(first[index &* stride], second[index &* stride]))
      peak = pointwiseMax(peak, Self.magnitude(x))
      let input = SIMD2<Double>(x)
      let middle = input * shelf.b0 + s1
      s1 = (input * shelf.b1 + s2) - middle * shelf.a1
      s2 = input * shelf.b2 - middle * shelf.a2
      let output = middle * pass.b0 + h1
      h1 = (middle * pass.b1 + h2) - output * pass.a1
      h2 = middle * pass.b2 - output * pass.a2
      sum += output * output
    }
    (shelfState, highPassState) = ((s1, s2), (h1, h2))
    (self.sum, self.peak) = (sum, peak)
  }

  /// The sums of squares of a block that is complete.
  mutating func settle() -> SIMD2<Double> {
    defer { sum = .zero }
    // What dies away would end in numbers that processors are slow with.
    shelfState = (Self.flushed(shelfState.0), Self.flushed(shelfState.1))
    highPassState = (Self.flushed(highPassState.0), Self.flushed(highPassState.1))
    return sum
  }

  /// What is no number, or far from any loudness, counts as silence.
  @inline(__always)
  private static func sane(_ x: SIMD2<Float>) -> SIMD2<Float> {
    x.replacing(with: 0, where: .!(magnitude(x) .<= 16))
  }

  @inline(__always)
  private static func magnitude(_ x: SIMD2<Float>) -> SIMD2<Float> {
    SIMD2(bitPattern: unsafeBitCast(x, to: SIMD2<UInt32>.self) & 0x7fff_ffff)
  }

  private static func flushed(_ x: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(abs(x[0]) < 1e-15 ? 0 : x[0], abs(x[1]) < 1e-15 ? 0 : x[1])
  }
}

extension SIMD2<Float> {
  @inline(__always)
  fileprivate init(bitPattern: SIMD2<UInt32>) { self = unsafeBitCast(bitPattern, to: SIMD2<Float>.self) }
}
