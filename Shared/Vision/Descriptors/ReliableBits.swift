/// Which bits of a frame's hash are likely to stay when the frame is cropped, and what they are then.
///
/// The hash is predicted for the crops that the templates stand for; where predictions contradict each other, or hardly
/// differ from 0, the bit says nothing and is not compared.
struct ReliableBits: Sendable {
  /// So many of 64.
  static let count = 40

  let hash: UInt64
  let mask: UInt64

  /// The lightness of 12x12 cells, as it is to be expected in several crops; the first is the frame itself.
  init(_ layouts: [[Float]]) {
    let predictions = layouts.map { CosineHash.coefficients($0, side: FrameDescriptor.grid) }
    var ranked: [(clarity: Float, bit: Int)] = []
    var hash: UInt64 = 0
    for bit in 0..<64 {
      var sum: Float = 0, absolutes: Float = 0
      for prediction in predictions {
        sum += prediction[bit]
        absolutes += abs(prediction[bit])
      }
      sum += predictions[0][bit]
      if sum > 0 { hash |= 1 << UInt64(bit) }
      let agreement = abs(sum) / (absolutes + 1e-6)
      ranked.append((abs(sum) * agreement * agreement, bit))
    }
    ranked.sort { ($0.clarity, $1.bit) > ($1.clarity, $0.bit) }
    self.hash = hash
    mask = ranked.prefix(Self.count).reduce(0) { $0 | 1 << UInt64($1.bit) }
  }
}
