import MediaWire
import Vision

/// Looks at the frames of a film, one after the other, in bounded memory.
struct FilmViewing: Sendable {
  private var shots = ShotFinder()
  private var looks = LooksMeter()
  private var keyFrames = KeyFrameFinder()
  private var last: Double?
  private var gap = 0.0
  /// How many there were.
  private(set) var frames = 0

  /// Frames that do not come after the one before tell nothing.
  mutating func take(_ frame: Frame) {
    if let last {
      guard frame.time > last else { return }
      gap = frame.time - last
    }
    last = frame.time
    frames += 1
    shots.take(frame)
    looks.take(frame)
    keyFrames.take(frame)
  }

  /// When the last frame is over, in seconds. A file that claims to end before that is believed: frames may have been left
  /// out before the last one. Of a single frame nothing else is known than what the file claims.
  func end(claimed: Double?) -> Double {
    guard let last else { return 0 }
    guard let claimed, claimed.isFinite, claimed > last else { return last + gap }
    return frames == 1 ? claimed : min(last + gap, claimed)
  }

  /// Of frames that were reduced from pictures of this size; nil without any. To be called once.
  mutating func finish(width: Int, height: Int, claimed: Double?) -> SeenPicture? {
    let (end, found) = (end(claimed: claimed), shots.finish())
    let shots = frames == 1 ? Shots.still(from: last ?? 0, to: end) : found.ending(by: end)
    guard let looks = looks.finish(cuts: shots.cuts.map(\.time)) else { return nil }
    let print = keyFrames.print(of: shots, within: looks.letterbox)
    let shown = looks.shown(width: width, height: height)
    return SeenPicture(
      kind: .film, width: shown.width, height: shown.height, frames: frames, shots: shots, looks: shown,
      print: print)
  }
}
