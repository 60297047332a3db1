/// What a text means, as a direction: numbers of which the squares sum to 1.
struct Vector: Sendable, Equatable {
  let numbers: [Float]

  /// Nil when there are none or too many, one is no number, or all are nothing.
  init?(_ numbers: [Double]) {
    guard (1...EmbeddingSettings.dimensionLimit).contains(numbers.count) else { return nil }
    let greatest = numbers.reduce(0) { max($0, abs($1)) }
    guard numbers.allSatisfy(\.isFinite), greatest > 0 else { return nil }
    // Scaled first, so that no square is too large or too small.
    let scaled = numbers.map { $0 / greatest }
    let length = scaled.reduce(0) { $0 + $1 * $1 }.squareRoot()
    self.numbers = scaled.map { Float($0 / length) }
  }

  /// The lowest byte first.
  var bytes: [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * $0)) }
    }
  }

  /// The cosine of the angle to a vector that was kept; nil when it is of another kind or damaged.
  func cosine(to bytes: [UInt8]) -> Double? {
    guard bytes.count == 4 * numbers.count else { return nil }
    let sum = bytes.withUnsafeBytes { raw in
      var sums = SIMD4<Float>.zero
      let whole = numbers.count / 4 * 4
      for index in stride(from: 0, to: whole, by: 4) {
        let other = SIMD4(
          Self.number(raw, index), Self.number(raw, index + 1), Self.number(raw, index + 2),
          Self.number(raw, index + 3))
        sums += other * SIMD4(numbers[index], numbers[index + 1], numbers[index + 2], numbers[index + 3])
      }
      return (whole..<numbers.count).reduce(sums.sum()) { $0 + Self.number(raw, $1) * numbers[$1] }
    }
    return sum.isFinite ? Double(sum) : nil
  }

  private static func number(_ raw: UnsafeRawBufferPointer, _ index: Int) -> Float {
    Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
  }
}
