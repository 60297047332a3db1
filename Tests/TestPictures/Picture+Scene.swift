import Glibc

extension Picture {
  /// A scene of its own for every seed: clouds of two or three colours, some things before them, and light from one side.
  public static func scene(seed: UInt64, width: Int = 90, height: Int = 160) -> Picture {
    var draw = Draw(seed: seed &* 0x9e37_79b9 &+ 77)
    var picture = Picture(width: width, height: height)
    let level = draw.number(40...190), contrast = draw.number(15...70)
    let colours = (0..<3).map { _ in draw.colour(around: level, by: contrast) }
    let (first, second) = (Clouds(&draw), Clouds(&draw))
    for y in 0..<height {
      for x in 0..<width {
        let u = Float(x) / Float(max(width, height)), v = Float(y) / Float(max(width, height))
        let (a, b) = (first.value(u, v), second.value(u, v))
        picture[x, y] = colours[0] + (colours[1] - colours[0]) * a + (colours[2] - colours[0]) * (b * 0.7)
      }
    }
    for _ in 0..<draw.integer(1...9) { picture.addThing(&draw, around: level, by: contrast * 1.3) }
    picture.light(&draw)
    return picture
  }

  private mutating func addThing(_ draw: inout Draw, around level: Float, by contrast: Float) {
    let colour = draw.colour(around: level, by: contrast)
    let isRound = draw.chance(0.6)
    let (cx, cy) = (draw.number(0...1) * Float(width), draw.number(0...1) * Float(height))
    let (rx, ry) = (draw.number(0.05...0.35) * Float(width), draw.number(0.05...0.35) * Float(width))
    let angle = draw.number(0...3.14), (c, s) = (cosf(angle), sinf(angle))
    for y in 0..<height {
      for x in 0..<width {
        let (dx, dy) = (Float(x) - cx, Float(y) - cy)
        let (u, v) = ((dx * c + dy * s) / rx, (dy * c - dx * s) / ry)
        let out = isRound ? u * u + v * v : max(abs(u), abs(v))
        guard out < 1.1 else { continue }
        let cover = min(1, (1.1 - out) * 10)
        self[x, y] += (colour - self[x, y]) * cover
      }
    }
  }

  private mutating func light(_ draw: inout Draw) {
    let (dx, dy) = (draw.number(-0.4...0.4), draw.number(-0.4...0.4))
    for y in 0..<height {
      for x in 0..<width {
        let u = Float(x) / Float(width) - 0.5, v = Float(y) / Float(height) - 0.5
        self[x, y] *= 1 + dx * u + dy * v
      }
    }
  }
}

extension Draw {
  fileprivate mutating func colour(around level: Float, by contrast: Float) -> SIMD3<Float> {
    let base = level + contrast * number(-1.3...1.3), tint = contrast
    return SIMD3(base + tint * number(-1...1), base + tint * number(-1...1), base + tint * number(-1...1))
  }
}

/// Smooth noise of several sizes, 0...1.
private struct Clouds {
  private let lattice: [Float]
  private let start: Float
  private static let side = 32

  init(_ draw: inout Draw) {
    lattice = (0..<Self.side * Self.side).map { _ in draw.unit() }
    start = draw.number(1.5...5)
  }

  func value(_ u: Float, _ v: Float) -> Float {
    var (sum, weight, scale) = (Float(0), Float(0.55), start)
    for _ in 0..<4 {
      sum += weight * smooth(u * scale, v * scale)
      (weight, scale) = (weight * 0.55, scale * 2.1)
    }
    return min(1, sum)
  }

  private func smooth(_ x: Float, _ y: Float) -> Float {
    let (left, top) = (Int(x), Int(y))
    func ease(_ t: Float) -> Float { t * t * (3 - 2 * t) }
    let (dx, dy) = (ease(x - Float(left)), ease(y - Float(top)))
    func at(_ x: Int, _ y: Int) -> Float { lattice[(y & 31) * Self.side + (x & 31)] }
    let upper = at(left, top) + (at(left + 1, top) - at(left, top)) * dx
    let lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * dx
    return upper + (lower - upper) * dy
  }
}
