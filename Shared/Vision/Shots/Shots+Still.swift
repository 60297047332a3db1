extension Shots {
  /// Of a video that shows the same picture from beginning to end: one shot, or none where that is no time.
  public static func still(from start: Double, to end: Double) -> Shots {
    Shots([], start: start, end: max(start, end))
  }
}
