import Glibc

extension Picture {
  /// As JPEG changes it: brightness and colours in blocks of 8x8, whose frequencies are rounded, colours at half size.
  public func reencoded(quality: Int) -> Picture {
    let scale = Float(quality < 50 ? 5000 / max(1, quality) : 200 - 2 * quality) / 100
    var planes = [[Float]](repeating: [Float](repeating: 0, count: width * height), count: 3)
    for index in 0..<width * height {
      let (r, g, b) = (values[3 * index], values[3 * index + 1], values[3 * index + 2])
      let y = 0.299 * r + 0.587 * g + 0.114 * b
      (planes[0][index], planes[1][index], planes[2][index]) = (y - 128, (b - y) * 0.564, (r - y) * 0.713)
    }
    for plane in 0..<3 {
      planes[plane] = Blocks(planes[plane], width, height).rounded(scale, isColour: plane > 0)
    }
    var other = self
    for index in 0..<width * height {
      let (y, u, v) = (planes[0][index] + 128, planes[1][index], planes[2][index])
      other.values[3 * index] = y + 1.402 * v
      other.values[3 * index + 1] = y - 0.344 * u - 0.714 * v
      other.values[3 * index + 2] = y + 1.772 * u
    }
    return other.clamped
  }
}

/// A plane whose blocks lose what coding throws away. The last blocks repeat the plane's edge.
private struct Blocks {
  private static let cosines: [[Float]] = (0..<8).map { frequency in
    (0..<8).map { place in
      let scale: Double = frequency == 0 ? 0.125.squareRoot() : 0.5
      return Float(scale * cos(Double.pi * Double(frequency) * (Double(place) + 0.5) / 8))
    }
  }
  private let plane: [Float]
  private let width: Int
  private let height: Int

  init(_ plane: [Float], _ width: Int, _ height: Int) {
    (self.plane, self.width, self.height) = (plane, width, height)
  }

  func rounded(_ scale: Float, isColour: Bool) -> [Float] {
    var result = plane
    for top in stride(from: 0, to: height, by: 8) {
      for left in stride(from: 0, to: width, by: 8) {
        let block = (0..<64).map { index in
          plane[min(height - 1, top + index / 8) * width + min(width - 1, left + index % 8)]
        }
        let coded = Self.coded(block, scale, isColour)
        for index in 0..<64 where top + index / 8 < height && left + index % 8 < width {
          result[(top + index / 8) * width + left + index % 8] = coded[index]
        }
      }
    }
    return result
  }

  private static func coded(_ block: [Float], _ scale: Float, _ isColour: Bool) -> [Float] {
    var frequencies = transformed(block, inverse: false)
    for index in 0..<64 {
      let place = Float(index / 8 + index % 8)
      // Steps grow with frequency, about as the tables of the standard do.
      let step = max(1, scale * (isColour ? 17 + 10 * place : 11 + 7 * place))
      frequencies[index] = (frequencies[index] / step).rounded() * step
    }
    return transformed(frequencies, inverse: true)
  }

  private static func transformed(_ block: [Float], inverse: Bool) -> [Float] {
    var (half, whole) = ([Float](repeating: 0, count: 64), [Float](repeating: 0, count: 64))
    for y in 0..<8 {
      for x in 0..<8 {
        for k in 0..<8 { half[y * 8 + x] += block[y * 8 + k] * (inverse ? cosines[k][x] : cosines[x][k]) }
      }
    }
    for y in 0..<8 {
      for x in 0..<8 {
        for k in 0..<8 { whole[y * 8 + x] += half[k * 8 + x] * (inverse ? cosines[k][y] : cosines[y][k]) }
      }
    }
    return whole
  }
}
