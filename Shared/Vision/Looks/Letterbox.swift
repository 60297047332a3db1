/// Black bars around the picture, in pixels.
public struct Letterbox: Sendable, Equatable, Codable {
  public var top: Int
  public var bottom: Int
  public var left: Int
  public var right: Int

  public static let none = Letterbox(top: 0, bottom: 0, left: 0, right: 0)

  public init(top: Int, bottom: Int, left: Int, right: Int) {
    (self.top, self.bottom, self.left, self.right) = (top, bottom, left, right)
  }

  /// Of one picture, as far as that alone tells: a photo, or a frame that copies are looked for of.
  public init(around frame: Frame) {
    var finder = BarFinder()
    finder.take(LumaPlane(frame))
    self = finder.letterbox
  }
}

/// Which way a picture is longer, within its bars.
public enum Orientation: String, Sendable, Equatable, Codable {
  case portrait, landscape, square

  /// Sides that differ by less than a twentieth make a square.
  init(width: Int, height: Int) {
    let (w, h) = (Double(max(1, width)), Double(max(1, height)))
    self = max(w, h) / min(w, h) < 1.05 ? .square : (w > h ? .landscape : .portrait)
  }
}
