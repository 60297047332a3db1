/// How a picture must be turned and mirrored to be upright: one of eight ways.
struct Turn: Equatable {
  /// Whether rows become columns.
  var isTransposed = false
  /// Whether, after that, left and right are exchanged.
  var mirrorsColumns = false
  /// Whether, after that, top and bottom are exchanged.
  var mirrorsRows = false

  init() {}

  /// From a display matrix: nine 32-bit numbers, of which the first, second, fourth and fifth say where the picture's
  /// right and lower sides point to. What is between two right angles becomes the nearer.
  init(_ matrix: UnsafeRawBufferPointer) {
    guard matrix.count >= 36 else { return }
    let numbers = [0, 1, 3, 4].map { Int64(matrix.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
    let (a, b, c, d) = (numbers[0], numbers[1], numbers[2], numbers[3])
    guard numbers.contains(where: { $0 != 0 }) else { return }
    isTransposed = abs(b) > abs(a)
    mirrorsColumns = isTransposed ? c < 0 : a < 0
    mirrorsRows = isTransposed ? b < 0 : d < 0
  }

  /// Clockwise, leaving aside whether it is mirrored: 0, 90, 180 or 270.
  var degrees: Int {
    if isTransposed { return mirrorsRows ? 270 : 90 }
    return mirrorsColumns && mirrorsRows ? 180 : 0
  }

  var isNothing: Bool { self == Turn() }

  func size(of size: (width: Int, height: Int)) -> (width: Int, height: Int) {
    isTransposed ? (size.height, size.width) : size
  }

  /// Turns `source`, of `width` by `height` pixels of `pixelBytes` bytes each, into `target`.
  func apply(
    from source: UnsafePointer<UInt8>, width: Int, height: Int, pixelBytes: Int,
    to target: UnsafeMutablePointer<UInt8>
  ) {
    let (columns, rows) = size(of: (width, height))
    var written = target
    for row in 0..<rows {
      let y = mirrorsRows ? rows - 1 - row : row
      for column in 0..<columns {
        let x = mirrorsColumns ? columns - 1 - column : column
        let offset = (isTransposed ? x * width + y : y * width + x) * pixelBytes
        for byte in 0..<pixelBytes { written[byte] = source[offset + byte] }
        written += pixelBytes
      }
    }
  }
}
