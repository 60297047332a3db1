/// A picture of a video, or a photo: colours as a screen shows them (sRGB).
public struct Frame: Sendable {
  /// More pixels than this are refused: analysis works on reduced frames, and a photo is no larger.
  public static let mostPixels = 1 << 25

  public let width: Int
  public let height: Int
  /// Since the start of the video, in seconds.
  public let time: Double
  /// Red, green and blue, a byte each, rows from the top without padding.
  public let pixels: [UInt8]

  /// Nil when the size is none, absurd or not that of the pixels, or the time is no number.
  public init?(width: Int, height: Int, time: Double, pixels: [UInt8]) {
    guard width > 0, height > 0, time.isFinite else { return nil }
    let (count, overflows) = width.multipliedReportingOverflow(by: height)
    guard !overflows, count <= Self.mostPixels, pixels.count == count * 3 else { return nil }
    (self.width, self.height, self.time, self.pixels) = (width, height, time, pixels)
  }
}
