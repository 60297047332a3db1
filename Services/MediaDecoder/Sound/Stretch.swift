/// Samples of one or two channels, for as long as the call lasts that they are given to.
struct Stretch {
  let left: UnsafePointer<Float>
  /// The same as `left` where there is one channel.
  let right: UnsafePointer<Float>
  let count: Int
  var isMono: Bool { left == right }

  func part(_ range: Range<Int>) -> Stretch {
    Stretch(left: left + range.lowerBound, right: right + range.lowerBound, count: range.count)
  }
}
