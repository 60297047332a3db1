import Glibc

/// Paints the frames of a clip in one size. Quickest in the order of time.
public struct Painter {
  private static let grainMask = 0xffff

  public let clip: Clip
  public let width: Int
  public let height: Int
  private var canvases: [Int: Canvas] = [:]
  private let grain: [Int8]

  public init(_ clip: Clip, width: Int, height: Int) {
    (self.clip, self.width, self.height) = (clip, width, height)
    var draws = Draws(17)
    grain = (0...Self.grainMask).map { _ in
      Int8((draws.number(-32...32) + draws.number(-32...32)).rounded())
    }
  }

  /// RGB, row by row without gaps.
  public mutating func pixels(of frame: Int) -> [UInt8] {
    let time = clip.time(of: frame)
    let shot = clip.transitions.count { $0.frame <= frame }
    canvases = canvases.filter { $0.key >= shot - 1 && $0.key <= shot + 1 }
    var picture = base(frame, time, shot)
    if let flash = clip.flashes.first(where: { $0.frame..<($0.frame + $0.frameCount) ~= frame }) {
      Self.blend(&picture, towards: 255, flash.strength)
    }
    hideBars(&picture)
    return picture
  }

  /// The shot, or two of them that pass into each other.
  private mutating func base(_ frame: Int, _ time: Double, _ shot: Int) -> [UInt8] {
    let passing = clip.transitions.enumerated().first {
      $0.element.kind != .cut && $0.element.start < time && time < $0.element.end
    }
    guard let (index, transition) = passing.map({ ($0.offset, $0.element) }) else {
      return painted(shot, frame, time)
    }
    let part = (time - transition.start) / (transition.end - transition.start)
    if transition.kind == .fade {
      var picture = painted(part < 0.5 ? index : index + 1, frame, time)
      Self.blend(&picture, towards: transition.through, 1 - abs(2 * part - 1))
      return picture
    }
    var picture = painted(index, frame, time)
    let next = painted(index + 1, frame, time)
    let weight = Int32(part * 256)
    for index in picture.indices {
      let (from, to) = (Int32(picture[index]), Int32(next[index]))
      picture[index] = UInt8(truncatingIfNeeded: from + ((to - from) * weight) >> 8)
    }
    return picture
  }

  private mutating func painted(_ shot: Int, _ frame: Int, _ time: Double) -> [UInt8] {
    let scene = clip.scenes[shot]
    let canvas =
      canvases[shot] ?? Canvas(scene.texture, pictureWidth: width, pictureHeight: height)
    canvases[shot] = canvas
    var picture = background(canvas, scene.camera.view(time))
    for thing in scene.things { paint(thing, thing.place(time), &picture) }
    finish(&picture, scene, frame)
    return picture
  }

  private func background(_ canvas: Canvas, _ view: Camera.View) -> [UInt8] {
    let scale = Double(width)
    func places(_ count: Int, _ start: Double, _ limit: Int) -> [Int] {
      (0..<count).map { index in
        let middle = Double(count) / 2
        let place = start * scale + middle + (Double(index) + 0.5 - middle) / view.zoom
        return max(0, min(limit - 1, Int(place)))
      }
    }
    let columns = places(width, view.x, canvas.width).map { $0 * 3 }
    let rows = places(height, view.y, canvas.height)
    return [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      canvas.pixels.withUnsafeBufferPointer { source in
        var index = 0
        for row in rows {
          let start = row * canvas.width * 3
          for column in columns {
            buffer[index] = source[start + column]
            buffer[index + 1] = source[start + column + 1]
            buffer[index + 2] = source[start + column + 2]
            index += 3
          }
        }
      }
      count = width * height * 3
    }
  }

  private func paint(_ thing: Thing, _ place: (x: Double, y: Double), _ picture: inout [UInt8]) {
    let scale = Double(width)
    let (cx, cy) = (place.x * scale, place.y * scale)
    let (rx, ry) = (thing.size.x * scale, thing.size.y * scale)
    let (first, end) = (max(0, Int(cy - ry)), min(height, Int(cy + ry) + 1))
    for y in first..<max(first, end) {
      let v = (Double(y) + 0.5 - cy) / ry
      guard abs(v) < 1 else { continue }
      let half = thing.form == .disc ? rx * (1 - v * v).squareRoot() : rx
      let color = thing.form == .striped && Int((v + 1) * 4) % 2 == 0 ? thing.other : thing.color
      let (red, green, blue) = (UInt8(color.red), UInt8(color.green), UInt8(color.blue))
      var x = max(0, Int(cx - half))
      let end = min(width, Int(cx + half) + 1)
      while x < end {
        let index = (y * width + x) * 3
        (picture[index], picture[index + 1], picture[index + 2]) = (red, green, blue)
        x += 1
      }
    }
  }

  /// Grain and flicker.
  private func finish(_ picture: inout [UInt8], _ scene: Scene, _ frame: Int) {
    guard scene.grain > 0 || scene.flicker > 0 else { return }
    let gain = Int32(256 * (1 + scene.flicker * sin(Double(frame) * 1.7)))
    let strength = Int32(scene.grain * 8)
    let row = width * 3
    for y in 0..<height {
      let offset = Int(Draws.mix(UInt64(frame &* 8191 &+ y)) & UInt64(Self.grainMask))
      for x in 0..<row {
        let index = y * row + x
        let noise = (Int32(grain[(offset + x) & Self.grainMask]) * strength) >> 7
        picture[index] = UInt8(max(0, min(255, (Int32(picture[index]) * gain) >> 8 + noise)))
      }
    }
  }

  private static func blend(_ picture: inout [UInt8], towards target: UInt8, _ part: Double) {
    let table = (0...255).map { UInt8((Double($0) + (Double(target) - Double($0)) * part).rounded()) }
    for index in picture.indices { picture[index] = table[Int(picture[index])] }
  }

  private func hideBars(_ picture: inout [UInt8]) {
    let hidden = Int(clip.bars * Double(height)) * width * 3
    guard hidden > 0 else { return }
    for index in 0..<hidden {
      picture[index] = 0
      picture[picture.count - 1 - index] = 0
    }
  }
}
