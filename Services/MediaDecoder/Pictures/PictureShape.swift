import CLibav

/// Sizes of pictures: as they are shown, and as they fit.
enum PictureShape {
  /// With square pixels: a picture of narrow or wide ones is widened, never made lower.
  static func shown(width: Int, height: Int, aspect: AVRational) -> (width: Int, height: Int) {
    let ratio = av_q2d(aspect)
    guard aspect.num > 0, aspect.den > 0, 0.05...20 ~= ratio, ratio != 1 else { return (width, height) }
    return (max(1, Int((Double(width) * ratio).rounded())), height)
  }

  /// The largest size of the same shape within `width` and `height`; not larger than the picture if `growing` is false.
  static func fitting(
    _ size: (width: Int, height: Int), width: Int, height: Int, growing: Bool
  ) -> (width: Int, height: Int) {
    guard size.width > 0, size.height > 0 else { return (1, 1) }
    var scale = min(Double(width) / Double(size.width), Double(height) / Double(size.height))
    if !growing { scale = min(1, scale) }
    let fitted = (Double(size.width) * scale, Double(size.height) * scale)
    return (min(width, max(1, Int(fitted.0.rounded()))), min(height, max(1, Int(fitted.1.rounded()))))
  }
}
