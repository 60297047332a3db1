/// The background of a shot, larger than a picture, painted once.
struct Backdrop {
  private let width: Int
  private let luma: [UInt8]
  private let blueness: [UInt8]
  private let redness: [UInt8]

  /// Of an even width and height.
  init(_ shades: Shades, _ palette: ClipPalette) {
    width = shades.width
    let (bright, blue, red) = (
      palette.colors.map(\.luma), palette.colors.map(\.blueness), palette.colors.map(\.redness)
    )
    luma = shades.values.map { bright[Int($0)] }
    let (columns, rows) = (shades.width / 2, shades.height / 2)
    let places = (0..<columns * rows).map {
      shades.values[$0 / columns * 2 * shades.width + $0 % columns * 2]
    }
    blueness = places.map { blue[Int($0)] }
    redness = places.map { red[Int($0)] }
  }

  /// Puts what is seen from a place into a picture.
  func show(from place: (x: Int, y: Int), in picture: inout Picture) {
    Self.copy(luma, width, place, &picture.luma, picture.width)
    let half = (place.x / 2, place.y / 2)
    Self.copy(blueness, width / 2, half, &picture.blueness, picture.columns)
    Self.copy(redness, width / 2, half, &picture.redness, picture.columns)
  }

  private static func copy(
    _ source: [UInt8], _ stride: Int, _ place: (x: Int, y: Int), _ target: inout [UInt8], _ width: Int
  ) {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        for row in 0..<target.count / width {
          let from = (place.y + row) * stride + place.x
          for at in 0..<width { target[row &* width &+ at] = source[from &+ at] }
        }
      }
    }
  }
}
