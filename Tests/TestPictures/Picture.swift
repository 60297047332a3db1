public import Vision

/// A picture that is drawn and changed in tests: red, green and blue, 0...255, as numbers.
public struct Picture: Sendable {
  public let width: Int
  public let height: Int
  public var values: [Float]

  public init(width: Int, height: Int, _ colour: SIMD3<Float> = .zero) {
    (self.width, self.height) = (width, height)
    values = (0..<width * height).flatMap { _ in [colour.x, colour.y, colour.z] }
  }

  public subscript(x: Int, y: Int) -> SIMD3<Float> {
    get {
      let at = 3 * (y * width + x)
      return SIMD3(values[at], values[at + 1], values[at + 2])
    }
    set {
      let at = 3 * (y * width + x)
      (values[at], values[at + 1], values[at + 2]) = (newValue.x, newValue.y, newValue.z)
    }
  }

  public func frame(time: Double = 0) -> Frame {
    let bytes = values.map { UInt8(min(255, max(0, $0.rounded()))) }
    guard let frame = Frame(width: width, height: height, time: time, pixels: bytes) else {
      preconditionFailure("a picture has the size that it has")
    }
    return frame
  }

  public mutating func map(_ change: (SIMD3<Float>) -> SIMD3<Float>) {
    for y in 0..<height {
      for x in 0..<width { self[x, y] = change(self[x, y]) }
    }
  }
}
