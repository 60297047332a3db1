/// Keeps out of the samples what nothing behind could live with.
enum Sanity {
  /// 24 dB above full scale; files of floats may exceed full scale, but not for a reason by more.
  private static let most: Float = 16

  /// Copies samples; what is not a number becomes silence, what is absurd the nearest that is not.
  static func copy(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, _ count: Int) {
    let from = UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(target)
    let whole = count & ~7
    let low = SIMD8<Float>(repeating: -most)
    let high = SIMD8<Float>(repeating: most)
    for index in stride(from: 0, to: whole, by: 8) {
      var part = from.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      // A difference with itself is zero for every finite number and for no other.
      part.replace(with: 0, where: (part - part) .!= 0)
      part.clamp(lowerBound: low, upperBound: high)
      to.storeBytes(of: part, toByteOffset: index * 4, as: SIMD8<Float>.self)
    }
    for index in whole..<count {
      let value = source[index]
      target[index] = value.isFinite ? min(most, max(-most, value)) : 0
    }
  }
}
