import Glibc

/// What is done to a picture on its way from one account to another.
public enum Change: String, CaseIterable, Sendable {
  case reencoded, cropped, recoloured, texted, together
}

extension Picture {
  public func changed(_ change: Change, seed: UInt64) -> Picture {
    var draw = Draw(seed: seed &+ 0x51ed)
    return switch change {
    case .reencoded: reencoded(quality: draw.integer(15...50))
    case .cropped: cropped(&draw)
    case .recoloured: recoloured(&draw)
    case .texted: texted(&draw)
    case .together: cropped(&draw).recoloured(&draw).texted(&draw).reencoded(quality: draw.integer(25...60))
    }
  }

  /// A tenth of the width and of the height is cut off, wherever.
  public func cropped(_ draw: inout Draw) -> Picture {
    let (lost, lower) = (max(1, width / 10), max(1, height / 10))
    let (left, top) = (draw.integer(0...lost), draw.integer(0...lower))
    return part(left: left, top: top, width: width - lost, height: height - lower)
  }

  public func part(left: Int, top: Int, width: Int, height: Int) -> Picture {
    var part = Picture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { part[x, y] = self[left + x, top + y] }
    }
    return part
  }

  public var mirrored: Picture {
    var other = self
    for y in 0..<height {
      for x in 0..<width { other[x, y] = self[width - 1 - x, y] }
    }
    return other
  }

  /// One of: another hue in HSV or in YUV, gains of the channels, gamma, less or no colour, more contrast.
  public func recoloured(_ draw: inout Draw) -> Picture {
    var other = self
    switch draw.integer(0...5) {
    case 0:
      let turn = draw.number(0.1...0.9)
      other.map { $0.hueTurned(by: turn) }
    case 1:
      let angle = draw.number(-2.5...2.5)
      other.map { $0.chromaTurned(by: angle) }
    case 2:
      let gains = SIMD3(draw.number(0.65...1.35), draw.number(0.65...1.35), draw.number(0.65...1.35))
      other.map { $0 * gains }
    case 3:
      let gamma = draw.number(0.6...1.6)
      other.map { colour in
        SIMD3(colour.x.toned(gamma), colour.y.toned(gamma), colour.z.toned(gamma))
      }
    case 4:
      let kept = draw.number(0...0.5)
      other.map { SIMD3(repeating: $0.luma) + ($0 - SIMD3(repeating: $0.luma)) * kept }
    default:
      let (gain, lift) = (draw.number(0.6...1.4), draw.number(-30...30))
      other.map { ($0 - 128) * gain + 128 + lift }
    }
    return other.clamped
  }

  /// Lines of letters, light or dark, in a box or not, somewhere.
  public func texted(_ draw: inout Draw) -> Picture {
    var other = self
    let ink = draw.chance(0.7) ? SIMD3<Float>(repeating: 250) : SIMD3<Float>(repeating: 8)
    let size = max(2, height / draw.integer(14...24)), lines = draw.integer(1...3)
    let left = draw.integer(2...max(2, width / 5)),
      top = draw.integer(2...max(2, height - (lines + 1) * size))
    let isBoxed = draw.chance(0.3)
    for line in 0..<lines {
      let length = draw.integer(width / 2...max(width / 2, width - left - 2))
      for y in top + line * size..<min(height, top + (line + 1) * size - size / 5) {
        for x in left..<min(width, left + length) where isBoxed { other[x, y] = 255 - ink }
      }
      other.addLetters(&draw, ink, from: left, top + line * size, length: length, size: size)
    }
    return other
  }

  private mutating func addLetters(
    _ draw: inout Draw, _ ink: SIMD3<Float>, from left: Int, _ top: Int, length: Int, size: Int
  ) {
    let letter = max(2, size * 3 / 5)
    for start in stride(from: left, to: min(width, left + length) - letter, by: letter + 1) {
      let shape = draw.next()
      for y in 0..<size * 4 / 5 where top + y < height {
        for x in 0..<letter {
          let bit = (y * 4 / max(1, size)) * 4 + x * 3 / letter
          if shape >> UInt64(bit) & 1 == 1 { self[start + x, top + y] = ink }
        }
      }
    }
  }

  var clamped: Picture {
    var other = self
    for index in other.values.indices {
      other.values[index] = min(255, max(0, other.values[index].rounded()))
    }
    return other
  }
}

extension Float {
  fileprivate func toned(_ gamma: Float) -> Float {
    255 * powf(Swift.min(1, Swift.max(0, self / 255)), gamma)
  }
}

extension SIMD3<Float> {
  fileprivate var luma: Float { 0.299 * x + 0.587 * y + 0.114 * z }

  /// In YUV: luma stays.
  fileprivate func chromaTurned(by angle: Float) -> SIMD3 {
    let y = luma, u = (z - y) * 0.564, v = (x - y) * 0.713
    let (c, s) = (cosf(angle), sinf(angle))
    let (nu, nv) = (u * c - v * s, u * s + v * c)
    return SIMD3(y + 1.402 * nv, y - 0.344 * nu - 0.714 * nv, y + 1.772 * nu)
  }

  /// In HSV, by a part of the circle: the greatest and the least of the channels stay.
  fileprivate func hueTurned(by turn: Float) -> SIMD3 {
    let high = self.max(), low = self.min(), range = high - low
    guard range > 0 else { return self }
    let hue: Float =
      high == x ? (y - z) / range : (high == y ? (z - x) / range + 2 : (x - y) / range + 4)
    let turned = hue + 6 * turn
    func channel(_ shift: Float) -> Float {
      let place = (turned + shift).truncatingRemainder(dividingBy: 6)
      let at = place < 0 ? place + 6 : place
      return high - range * Swift.max(0, Swift.min(at, 4 - at, 1))
    }
    return SIMD3(channel(5), channel(3), channel(1))
  }
}
