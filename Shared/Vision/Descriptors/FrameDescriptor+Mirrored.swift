extension FrameDescriptor {
  /// Of the frame with left and right changed, as far as the descriptor tells.
  public var mirrored: FrameDescriptor {
    var body = self.body
    Self.mirror(&body, from: 0, side: Self.grid)
    Self.mirror(&body, from: Self.chromaAt, side: 4)
    Self.mirror(&body, from: Self.chromaAt + 16, side: 4)
    let bins = self.body[Self.edgesAt...].flatMap { [$0 >> 4, $0 & 15] }
    var turned = bins
    for area in 0..<EdgeHistogram.areas {
      let other = area / 4 * 4 + 3 - area % 4
      for kind in 0..<EdgeHistogram.kinds {
        // The diagonals change places.
        let source = kind == 2 ? 3 : kind == 3 ? 2 : kind
        turned[area * EdgeHistogram.kinds + kind] = bins[other * EdgeHistogram.kinds + source]
      }
    }
    for index in 0..<EdgeHistogram.count / 2 {
      body[Self.edgesAt + index] = turned[2 * index] << 4 | turned[2 * index + 1]
    }
    return FrameDescriptor(hash: hash ^ CosineHash.mirrorMask, body: body)
  }

  private static func mirror(_ body: inout [UInt8], from start: Int, side: Int) {
    for row in 0..<side { body[start + row * side..<start + (row + 1) * side].reverse() }
  }
}
