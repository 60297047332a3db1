public import MediaWire

extension DecodeOrder.Pictures {
  /// The frames of a film from which its shots, its looks and its key frames are found: stretched to one size, whatever
  /// their shape.
  ///
  /// Left out is what costs time and hardly ever tells a cut: exactness, frames that no other one needs, and those between
  /// two others where nothing happens.
  public static let forShots = DecodeOrder.Pictures(
    width: 90, height: 160, keepsShape: false, pixels: .rgb, choice: .every,
    skips: .all)

  /// One photo, in its shape. Larger than what it is reduced to for good: decoders leave out pixels where they reduce.
  public static let forPhotos = DecodeOrder.Pictures(
    width: 640, height: 640, keepsShape: true, pixels: .rgb, choice: .atMost(perSecond: 1))
}
