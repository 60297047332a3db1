import CLibav

/// Makes small RGB pictures of the frames that nearly all videos have, in a third of the time that libswscale takes.
///
/// Each pixel is the mean of the four nearest to its middle, as with libswscale's quick method, and its colour the nearest
/// that there is. Where it stands for eight by eight and more, it is the mean of eight, and of two colours, spread evenly over
/// two rows of what it stands for: four beside each other would be little but grain, and each row more is far away in memory,
/// which takes longer than all the arithmetic.
final class QuickReduction {
  /// How many pixels are converted at once.
  private static let lanes = 16

  private typealias Lanes = SIMD16<Int16>

  /// How many pixels, on each side, one stands for where few of them are taken.
  private static let coarse = 8

  private var shape: (from: Int, to: Int, isCoarse: Bool) = (0, 0, false)
  /// The places of the left pixel of each pair, and of the colour.
  private var columns: [(luma: Int32, chroma: Int32)] = []
  /// The same of those that are spread: four of brightness and two of colours for each pixel.
  private var spreadColumns: [(luma: SIMD4<Int32>, chroma: SIMD2<Int32>)] = []
  /// Brightness and both colour differences of a row, then its red, green and blue.
  private var row: [Int16] = []
  private var colors: [UInt8] = []

  static func takes(_ frame: StreamDecoder.Frame, to size: (width: Int, height: Int)) -> Bool {
    let format = AVPixelFormat(rawValue: frame.pointee.format)
    guard format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P else { return false }
    guard frame.pointee.data.0 != nil, frame.pointee.data.1 != nil, frame.pointee.data.2 != nil else {
      return false
    }
    return size.width > 0 && size.height > 0 && Int(frame.pointee.width) >= 2 * size.width
      && Int(frame.pointee.height) >= 2 * size.height
  }

  /// Writes red, green and blue of `size` pixels to `target`, without gaps. Only for frames that it takes.
  func reduce(
    _ frame: StreamDecoder.Frame, to size: (width: Int, height: Int), _ target: UnsafeMutablePointer<UInt8>
  ) {
    let (width, height) = (Int(frame.pointee.width), Int(frame.pointee.height))
    let isCoarse = width >= Self.coarse * size.width && height >= Self.coarse * size.height
    prepare(width, size.width, isCoarse)
    let matrix = ColourMatrix(of: frame)
    let padded = row.count / 3
    row.withUnsafeMutableBytes { row in
      colors.withUnsafeMutableBytes { colors in
        for y in 0..<size.height {
          let values = row.bindMemory(to: Int16.self)
          if isCoarse {
            gatherSpread(frame, y, of: size.height, values, padded)
          } else {
            gather(frame, y, of: size.height, values, padded)
          }
          Self.convert(matrix, UnsafeRawBufferPointer(row), colors, padded)
          let line = target + y * size.width * 3
          for x in 0..<size.width {
            line[3 * x] = colors[x]
            line[3 * x + 1] = colors[padded + x]
            line[3 * x + 2] = colors[2 * padded + x]
          }
        }
      }
    }
  }

  private func prepare(_ from: Int, _ to: Int, _ isCoarse: Bool) {
    guard shape != (from, to, isCoarse) else { return }
    shape = (from, to, isCoarse)
    let chroma = (from + 1) / 2
    spreadColumns = (0..<(isCoarse ? to : 0)).map { x in
      func place(_ part: Int, of parts: Int, _ from: Int) -> Int32 {
        Int32(Self.place(x, to, part, of: parts, from))
      }
      let luma = SIMD4((0..<4).map { place($0, of: 4, from) })
      return (luma, SIMD2(place(0, of: 2, chroma), place(1, of: 2, chroma)))
    }
    columns = (0..<to).map { x in
      (Int32(Self.first(x, from, to)), Int32(min(chroma - 1, (2 * x + 1) * chroma / (2 * to))))
    }
    let padded = (to + Self.lanes - 1) / Self.lanes * Self.lanes
    row = [Int16](repeating: 0, count: 3 * padded)
    colors = [UInt8](repeating: 0, count: 3 * padded)
  }

  /// The first of the two of `from` places that are nearest to the middle of one of `to`.
  private static func first(_ place: Int, _ from: Int, _ to: Int) -> Int {
    max(0, min(from - 2, ((2 * place + 1) * from - to) / (2 * to)))
  }

  /// The middle of one of the equal parts of what a pixel stands for.
  private static func place(_ pixel: Int, _ to: Int, _ part: Int, of parts: Int, _ from: Int) -> Int {
    min(from - 1, (2 * (pixel * parts + part) + 1) * from / (2 * parts * to))
  }

  private func gatherSpread(
    _ frame: StreamDecoder.Frame, _ y: Int, of rows: Int, _ row: UnsafeMutableBufferPointer<Int16>,
    _ padded: Int
  ) {
    guard let luma = frame.pointee.data.0, let blue = frame.pointee.data.1, let red = frame.pointee.data.2
    else { return }
    let (height, strides) = (Int(frame.pointee.height), frame.pointee.linesize)
    let above = luma + Self.place(y, rows, 0, of: 2, height) * Int(strides.0)
    let below = luma + Self.place(y, rows, 1, of: 2, height) * Int(strides.0)
    let middle = Self.place(y, rows, 0, of: 1, (height + 1) / 2)
    let (blueRow, redRow) = (blue + middle * Int(strides.1), red + middle * Int(strides.2))
    func sum(_ line: UnsafeMutablePointer<UInt8>, _ at: SIMD4<Int32>) -> Int16 {
      Int16(line[Int(at.x)]) &+ Int16(line[Int(at.y)]) &+ Int16(line[Int(at.z)]) &+ Int16(line[Int(at.w)])
    }
    func mean(_ line: UnsafeMutablePointer<UInt8>, _ at: SIMD2<Int32>) -> Int16 {
      ((Int16(line[Int(at.x)]) &+ Int16(line[Int(at.y)]) &+ 1) &>> 1) &- 128
    }
    spreadColumns.withUnsafeBufferPointer { columns in
      for x in columns.indices {
        let (places, colours) = (columns[x].luma, columns[x].chroma)
        row[x] = (sum(above, places) &+ sum(below, places) &+ 4) &>> 3
        row[padded &+ x] = mean(blueRow, colours)
        row[2 &* padded &+ x] = mean(redRow, colours)
      }
    }
  }

  private func gather(
    _ frame: StreamDecoder.Frame, _ y: Int, of rows: Int, _ row: UnsafeMutableBufferPointer<Int16>,
    _ padded: Int
  ) {
    guard let luma = frame.pointee.data.0, let blue = frame.pointee.data.1, let red = frame.pointee.data.2
    else { return }
    let height = Int(frame.pointee.height)
    let above = luma + Self.first(y, height, rows) * Int(frame.pointee.linesize.0)
    let below = above + Int(frame.pointee.linesize.0)
    let chroma = (height + 1) / 2
    let place = min(chroma - 1, (2 * y + 1) * chroma / (2 * rows))
    let blueRow = blue + place * Int(frame.pointee.linesize.1)
    let redRow = red + place * Int(frame.pointee.linesize.2)
    columns.withUnsafeBufferPointer { columns in
      for x in columns.indices {
        let left = Int(columns[x].luma)
        let sum = Int16(above[left]) &+ Int16(above[left + 1]) &+ Int16(below[left]) &+ Int16(below[left + 1])
        row[x] = (sum &+ 2) &>> 2
        row[padded &+ x] = Int16(blueRow[Int(columns[x].chroma)]) &- 128
        row[2 &* padded &+ x] = Int16(redRow[Int(columns[x].chroma)]) &- 128
      }
    }
  }

  private static func convert(
    _ matrix: ColourMatrix, _ row: UnsafeRawBufferPointer, _ colors: UnsafeMutableRawBufferPointer,
    _ padded: Int
  ) {
    for start in stride(from: 0, to: padded, by: lanes) {
      func values(_ plane: Int) -> Lanes {
        row.loadUnaligned(fromByteOffset: 2 * (plane * padded + start), as: Lanes.self)
      }
      func store(_ channel: Int, _ value: Lanes) {
        let bounded = ((value &+ 16) &>> 5).clamped(
          lowerBound: Lanes(repeating: 0), upperBound: Lanes(repeating: 255))
        colors.storeBytes(
          of: SIMD16<UInt8>(truncatingIfNeeded: bounded), toByteOffset: channel * padded + start,
          as: SIMD16<UInt8>.self)
      }
      let (luma, blue, red) = (matrix.light(values(0)), values(1), values(2))
      store(0, luma &+ ((red &* matrix.redOfRed) &>> 1))
      store(1, luma &- ((blue &* matrix.greenOfBlue &+ red &* matrix.greenOfRed) &>> 1))
      store(2, luma &+ ((blue &* matrix.blueOfBlue) &>> 1))
    }
  }
}

/// How brightness and colour differences become red, green and blue: in parts of 64, small enough for 16 bits.
private struct ColourMatrix {
  let redOfRed: Int16
  let greenOfBlue: Int16
  let greenOfRed: Int16
  let blueOfBlue: Int16
  private let isFull: Bool

  init(of frame: StreamDecoder.Frame) {
    isFull =
      frame.pointee.format == AV_PIX_FMT_YUVJ420P.rawValue || frame.pointee.color_range == AVCOL_RANGE_JPEG
    let table = sws_getCoefficients(Int32(Scaler.space(of: frame).rawValue))
    let isFull = isFull
    func part(_ index: Int) -> Int16 {
      let wide = Int(table?[index] ?? 0)
      return Int16(clamping: ((isFull ? wide * 224 / 255 : wide) + 512) >> 10)
    }
    (redOfRed, blueOfBlue, greenOfBlue, greenOfRed) = (part(0), part(1), part(2), part(3))
  }

  /// In parts of 32.
  func light(_ luma: SIMD16<Int16>) -> SIMD16<Int16> {
    guard !isFull else { return luma &<< 5 }
    let above = pointwiseMax(luma &- 16, SIMD16(repeating: 0))
    // 149/128 of it, which has room in 16 bits only as long as there is no sign.
    let wide = SIMD16<UInt16>(truncatingIfNeeded: above) &* 149
    return SIMD16<Int16>(truncatingIfNeeded: wide &>> 2)
  }
}
