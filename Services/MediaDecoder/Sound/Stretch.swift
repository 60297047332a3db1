import MediaWire

/// Samples of one or two channels, for as long as the call lasts that they are given to.
struct Stretch {
  let left: UnsafePointer<Float>
  /// The same as `left` where there is one channel.
  let right: UnsafePointer<Float>
  let count: Int
  var isMono: Bool { left == right }

  /// Hands it over piece by piece, each of at most `size` samples.
  func eachPiece(of size: Int, _ body: (Stretch) throws(Failure) -> Void) throws(Failure) {
    var start = 0
    while start < count {
      let end = min(start + size, count)
      try body(part(start..<end))
      start = end
    }
  }

  func part(_ range: Range<Int>) -> Stretch {
    Stretch(left: left + range.lowerBound, right: right + range.lowerBound, count: range.count)
  }
}
