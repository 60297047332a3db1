/// A scene's background, painted once for a size of picture.
final class Canvas {
  let width: Int
  let height: Int
  let pixels: [UInt8]

  init(_ texture: Texture, pictureWidth: Int, pictureHeight: Int) {
    let scale = Float(pictureWidth)
    let (across, down) = (
      pictureWidth + Int(Camera.room.x * Double(pictureWidth)) + 1,
      pictureHeight + Int(Camera.room.y * Double(pictureWidth)) + 1
    )
    (width, height) = (across, down)
    pixels = [UInt8](unsafeUninitializedCapacity: across * down * 3) { buffer, count in
      var index = 0
      for y in 0..<down {
        for x in 0..<across {
          let color = texture.color((Float(x) + 0.5) / scale, (Float(y) + 0.5) / scale)
          buffer[index] = UInt8(max(0, min(255, color.red)))
          buffer[index + 1] = UInt8(max(0, min(255, color.green)))
          buffer[index + 2] = UInt8(max(0, min(255, color.blue)))
          index += 3
        }
      }
      count = index
    }
  }
}
