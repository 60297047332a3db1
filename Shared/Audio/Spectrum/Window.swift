import Glibc

/// Weights that fade a frame in and out.
enum Window {
  /// Hann's, periodic, scaled so that a sine of amplitude 1 on a frequency of the transform has magnitude 1.
  static func hann(_ size: Int) -> [Float] {
    let scale = 4 / Double(size)
    return (0..<size).map { Float(scale * (0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(size)))) }
  }
}
