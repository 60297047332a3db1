/// Measures looks in one pass, frame by frame. Memory does not grow with the video beyond a few megabytes.
///
/// What depends on size (spatial and temporal information, motion) is meant for frames of 90x160, to which all videos are
/// reduced, and is exact at whatever size comes.
public struct LooksMeter: Sendable {
  public enum Subject: Sendable { case video, photos }

  private let subject: Subject
  private var last: (luma: LumaPlane, time: Double)?
  private var size = (width: 0, height: 0)
  private var sums = [CourseSums](repeating: CourseSums(), count: 6)
  private var light = LinearLight()
  private var frames = 0
  private var greyFrames = 0
  private var colours = ColourCounts()
  private var bars = BarFinder()
  private var motion = MotionSeries()

  public init(_ subject: Subject = .video) { self.subject = subject }

  /// A cut that is known already is marked at its first frame; others may be told at the end.
  public mutating func take(_ frame: Frame, isCut: Bool = false) {
    let luma = LumaPlane(frame)
    let sums = ColourSums(frame)
    add(FrameLooks(luma, sums))
    light.red += sums.light.red
    light.green += sums.light.green
    light.blue += sums.light.blue
    size = (frame.width, frame.height)
    colours.add(frame)
    bars.take(luma)
    guard subject == .video else { return }
    if let last, let step = luma.step(from: last.luma) {
      motion.add(step, from: last.time, to: frame.time, isCut: isCut)
    }
    last = (luma, frame.time)
  }

  private mutating func add(_ looks: FrameLooks) {
    frames += 1
    if looks.isGrey { greyFrames += 1 }
    let values = [
      looks.brightness, looks.contrast, looks.saturation, looks.colourfulness, looks.warmth,
      looks.spatialInformation,
    ]
    for (index, value) in values.enumerated() { sums[index].add(value) }
  }

  /// Nil when there was no frame. Cuts are the times of their first frames.
  public func finish(cuts: [Double] = []) -> Looks? {
    guard frames > 0 else { return nil }
    let courses = sums.map(\.course)
    let letterbox = bars.letterbox
    let count = Double(frames)
    let mean = LinearLight(red: light.red / count, green: light.green / count, blue: light.blue / count)
    return Looks(
      frames: frames, width: size.width, height: size.height, brightness: courses[0], contrast: courses[1],
      saturation: courses[2], colourfulness: courses[3], warmth: courses[4],
      temperature: ColourTemperature.kelvin(of: mean), spatialInformation: courses[5],
      motion: motion.motion(cuts: cuts), palette: PaletteClustering(colours.colours).palette(),
      letterbox: letterbox,
      orientation: Orientation(
        width: size.width - letterbox.left - letterbox.right,
        height: size.height - letterbox.top - letterbox.bottom),
      looks: Look.all(
        brightness: courses[0].mean, colourfulness: courses[3].mean,
        greyShare: Double(greyFrames) / count, warmth: courses[4].mean))
  }
}
