extension Looks {
  /// The looks of a picture of this size, of which frames were seen that were stretched to another: bars, size and
  /// orientation are those of the picture then, and everything else stays what the frames gave.
  public func shown(width: Int, height: Int) -> Looks {
    guard width > 0, height > 0 else { return self }
    func scaled(_ count: Int, _ from: Int, _ to: Int) -> Int {
      Int((Double(count) * Double(to) / Double(max(1, from))).rounded())
    }
    let bars = Letterbox(
      top: scaled(letterbox.top, self.height, height), bottom: scaled(letterbox.bottom, self.height, height),
      left: scaled(letterbox.left, self.width, width), right: scaled(letterbox.right, self.width, width))
    return with(bars, width: width, height: height)
  }

  /// The same looks of a picture of this size with these bars.
  public func with(_ letterbox: Letterbox, width: Int, height: Int) -> Looks {
    Looks(
      frames: frames, width: width, height: height, brightness: brightness, contrast: contrast,
      saturation: saturation, colourfulness: colourfulness, warmth: warmth, temperature: temperature,
      spatialInformation: spatialInformation, motion: motion, palette: palette, letterbox: letterbox,
      orientation: Orientation(
        width: width - letterbox.left - letterbox.right, height: height - letterbox.top - letterbox.bottom),
      looks: looks)
  }
}
