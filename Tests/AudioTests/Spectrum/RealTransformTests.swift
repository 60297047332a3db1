import Audio
import Glibc
import TestKit
import Testing

@Suite struct RealTransformTests {
  static let sizes = (6...16).map { 1 << $0 }

  @Test(arguments: sizes)
  func `finds what a naive transform in doubles finds`(size: Int) {
    var random = SeededGenerator(seed: UInt64(size))
    let frame = (0..<size).map { _ in Float.random(in: -1...1, using: &random) }

    let (real, imaginary) = RealTransform(size: size).spectrum(of: frame)

    // Some frequencies are enough.
    let step = max(1, size / 64)
    var worst = 0.0
    for k in stride(from: 0, through: size / 2, by: step) {
      let (a, b) = naive(frame, k)
      worst = max(worst, hypot(a - Double(real[k]), b - Double(imaginary[k])))
    }
    // The whole spectrum has the norm of root(size) times the frame's, about size / root(3).
    #expect(worst < 3e-7 * Double(size).squareRoot() * log2(Double(size)))
  }

  @Test(arguments: sizes)
  func `keeps the energy`(size: Int) {
    var random = SeededGenerator(seed: 1)
    let frame = (0..<size).map { _ in Float.random(in: -1...1, using: &random) }

    let power = RealTransform(size: size).power(of: frame).map(Double.init)

    let inside = power[1..<size / 2].reduce(0, +)
    let energy = (2 * inside + power[0] + power[size / 2]) / Double(size)
    let expected = frame.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(energy - expected) < 1e-5 * expected)
  }

  @Test func `is linear`() {
    var random = SeededGenerator(seed: 2)
    let one = (0..<256).map { _ in Float.random(in: -1...1, using: &random) }
    let two = (0..<256).map { _ in Float.random(in: -1...1, using: &random) }
    let transform = RealTransform(size: 256)

    let both = transform.spectrum(of: zip(one, two).map { 2 * $0 - 3 * $1 }).real

    let apart = zip(transform.spectrum(of: one).real, transform.spectrum(of: two).real).map {
      2 * $0 - 3 * $1
    }
    #expect(zip(both, apart).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func `shows a sine at its own frequency only`() {
    let frame = (0..<1024).map { Float(sin(2 * Double.pi * 100 * Double($0) / 1024)) }

    let power = RealTransform(size: 1024).power(of: frame)

    #expect(abs(power[100] - 512 * 512) < 1)
    #expect(power.enumerated().allSatisfy { $0.offset == 100 || $0.element < 1e-4 })
  }

  private func naive(_ frame: [Float], _ k: Int) -> (Double, Double) {
    var real = 0.0, imaginary = 0.0
    for (n, sample) in frame.enumerated() {
      let angle = -2 * Double.pi * Double((n * k) % frame.count) / Double(frame.count)
      real += Double(sample) * cos(angle)
      imaginary += Double(sample) * sin(angle)
    }
    return (real, imaginary)
  }
}
