/// Sums over the pixels of a frame, from which what is said of its colours follows. All are whole and thus exact.
struct ColourSums: Sendable {
  private(set) var light = LinearLight()
  private var count = 0
  /// Of red less green, and of twice yellow less blue: with its squares.
  private var redGreen = (sum: 0, squares: 0)
  private var yellowBlue = (sum: 0, squares: 0)
  private var greatest = 0
  private var spread = 0

  init(_ frame: Frame) {
    count = frame.width * frame.height
    var (rg, rgSquares, yb, ybSquares, most, ranges) = (0, 0, 0, 0, 0, 0)
    var counts = LinearLight.Counts()
    frame.pixels.withUnsafeBufferPointer { pixels in
      for index in 0..<count {
        let red = Int(pixels[3 &* index]), green = Int(pixels[3 &* index &+ 1])
        let blue = Int(pixels[3 &* index &+ 2])
        let (first, second) = (red &- green, red &+ green &- 2 &* blue)
        rg &+= first
        rgSquares &+= first &* first
        yb &+= second
        ybSquares &+= second &* second
        let high = max(red, green, blue)
        most &+= high
        ranges &+= high &- min(red, green, blue)
        counts.add(red, green, blue)
      }
    }
    (redGreen, yellowBlue, greatest, spread) = ((rg, rgSquares), (yb, ybSquares), most, ranges)
    light = counts.light
  }

  var saturation: Double { greatest > 0 ? Double(spread) / Double(greatest) : 0 }

  /// Hasler and Süsstrunk 2003: the deviations of rg = R - G and yb = (R + G) / 2 - B, and how far their means are
  /// from grey.
  var colourfulness: Double {
    let n = Double(count)
    let means = (Double(redGreen.sum) / n, Double(yellowBlue.sum) / n / 2)
    let variances = (
      Double(redGreen.squares) / n - means.0 * means.0, Double(yellowBlue.squares) / n / 4 - means.1 * means.1
    )
    return max(0, variances.0 + variances.1).squareRoot()
      + 0.3 * (means.0 * means.0 + means.1 * means.1).squareRoot()
  }
}
