/// Between what numbers must lie to be what they stand for. Readers and rules share them.
enum Bounds {
  /// In seconds since 1970: the years 2000 to 2099.
  static let time: Range<Int64> = 946_684_800..<4_102_444_800
  /// In seconds: a day.
  static let duration = 86_400.0
  static let pixels: ClosedRange<Int64> = 1...100_000
  /// In LUFS.
  static let loudness = -100.0..<0
  static let idLength = 64
  static let urlLength = 4_096
}
