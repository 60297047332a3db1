import Glibc

/// The mean light of a frame in linear sRGB, 0...1 each.
struct LinearLight: Sendable, Equatable {
  var red = 0.0
  var green = 0.0
  var blue = 0.0

  /// How much light a byte of sRGB stands for.
  static let ofByte: [Double] = (0...255).map { byte in
    let value = Double(byte) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// Red less blue as a part of all: 0 for grey and where there is no light.
  var warmth: Double {
    let all = red + green + blue
    return all > 1e-6 ? (red - blue) / all : 0
  }

  /// How often each byte occurs in each channel, which is quicker to sum than the light itself and exact.
  struct Counts {
    private var counts = [Int](repeating: 0, count: 3 * 256)
    private var pixels = 0

    @inline(__always)
    mutating func add(_ red: Int, _ green: Int, _ blue: Int) {
      counts[red] &+= 1
      counts[256 &+ green] &+= 1
      counts[512 &+ blue] &+= 1
      pixels &+= 1
    }

    var light: LinearLight {
      func mean(_ offset: Int) -> Double {
        var sum = 0.0
        for byte in 0..<256 { sum += Double(counts[offset + byte]) * LinearLight.ofByte[byte] }
        return pixels > 0 ? sum / Double(pixels) : 0
      }
      return LinearLight(red: mean(0), green: mean(256), blue: mean(512))
    }
  }
}
