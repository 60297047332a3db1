/// Tells which of the frames that are shown between two others may be left out: those where nothing happens.
///
/// Such a frame comes after both in the file, is made from both, and is much like them unless there is a cut. If there
/// is, the later of the two takes far more bytes than usual, and is known before those between are decoded.
struct BetweenFrames {
  /// How many times as large as usual a packet is where something happens.
  private static let surprise = 2.0
  /// How far apart, in seconds, frames may come to be: gradual transitions are to be seen too.
  private static let longestGap = 0.17
  /// By how many seconds a file goes back that begins anew, rather than tells of a frame between.
  private static let longestReturn = 0.5

  private var latest: Double?
  private var usual = 0.0
  private var isCalm = false

  /// Takes packets in their order in the file, with the time in seconds at which the frame is shown.
  mutating func mayLeaveOut(shown: Double?, byteCount: Int, isKeyFrame: Bool) -> Bool {
    guard let shown else { return false }
    if let latest, shown <= latest, latest - shown < Self.longestReturn { return isCalm }
    let gap = shown - (latest ?? shown)
    latest = shown
    // Of a key frame everything is in the file, so that its size tells nothing.
    isCalm = !isKeyFrame && note(Double(byteCount)) && 0...Self.longestGap ~= gap
    return false
  }

  /// Whether the size is none to be surprised by. What is usual follows those of the last ten or so.
  private mutating func note(_ size: Double) -> Bool {
    if usual == 0 { usual = size }
    defer { usual += (min(size, Self.surprise * usual) - usual) * 0.15 }
    return size <= Self.surprise * usual
  }
}
