import Glibc

/// Makes one channel of two: their middle, or their difference where the two cancel each other out.
///
/// Sound whose sides are each other's opposite is heard in a room, but its middle is silence. Which of both is better
/// is decided block by block from powers that are remembered for a while, and one changes into the other gradually.
struct Middle {
  private static let blockCount = 1024
  /// The middle's part of the whole power below which the difference is taken, and above which the middle is again.
  private static let leaveBelow: Float = 0.05
  private static let returnAbove: Float = 0.15
  /// For how long powers are remembered, and how long a change takes, in seconds.
  private static let memory: Float = 0.4
  private static let change: Float = 0.03
  /// Of full scale's power: below this there is nothing to decide on.
  private static let silence: Float = 1e-10

  private let rate: Float
  private var middlePower: Float = 0
  private var wholePower: Float = 0
  private var weight: Float = 0
  /// What right is multiplied with: half of it is added or taken away.
  private var gain: Float = 0.5
  private var target: Float = 0.5
  private var hasBegun = false

  init(rate: Int) { self.rate = Float(rate) }

  /// Writes as many samples as the stretch has.
  mutating func mix(_ stretch: Stretch, into target: UnsafeMutablePointer<Float>) {
    guard !stretch.isMono else { return target.update(from: stretch.left, count: stretch.count) }
    var start = 0
    while start < stretch.count {
      let end = min(start + Self.blockCount, stretch.count)
      let block = stretch.part(start..<end)
      decide(block)
      write(block, to: target + start)
      start = end
    }
  }

  private mutating func decide(_ block: Stretch) {
    let powers = Self.powers(block)
    let keep = expf(-Float(block.count) / (Self.memory * rate))
    middlePower = middlePower * keep + powers.middle
    wholePower = wholePower * keep + powers.whole
    weight = weight * keep + Float(block.count)
    guard wholePower > Self.silence * weight else { return }
    let part = middlePower / wholePower
    if part < Self.leaveBelow { target = -0.5 }
    if part > Self.returnAbove { target = 0.5 }
    // Before the first sound there is nothing that a sudden change could be heard against.
    if !hasBegun { gain = target }
    hasBegun = true
  }

  private mutating func write(_ block: Stretch, to result: UnsafeMutablePointer<Float>) {
    var index = 0
    let step = 1 / (Self.change * rate)
    while gain != target, index < block.count {
      gain = gain < target ? min(target, gain + step) : max(target, gain - step)
      result[index] = block.left[index] * 0.5 + block.right[index] * gain
      index += 1
    }
    let (left, right, to) = (
      UnsafeRawPointer(block.left), UnsafeRawPointer(block.right), UnsafeMutableRawPointer(result)
    )
    while index + 8 <= block.count {
      let l = left.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      let r = right.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      to.storeBytes(of: l * 0.5 + r * gain, toByteOffset: index * 4, as: SIMD8<Float>.self)
      index += 8
    }
    while index < block.count {
      result[index] = block.left[index] * 0.5 + block.right[index] * gain
      index += 1
    }
  }

  /// Sums over the block of the squares of the middle, and of the mean square of both sides.
  private static func powers(_ block: Stretch) -> (middle: Float, whole: Float) {
    let (left, right) = (UnsafeRawPointer(block.left), UnsafeRawPointer(block.right))
    var own = SIMD8<Float>(repeating: 0)
    var common = SIMD8<Float>(repeating: 0)
    let whole = block.count & ~7
    for index in stride(from: 0, to: whole, by: 8) {
      let l = left.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      let r = right.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
      own += l * l + r * r
      common += l * r
    }
    var (ownSum, commonSum) = (own.sum(), common.sum())
    for index in whole..<block.count {
      ownSum += block.left[index] * block.left[index] + block.right[index] * block.right[index]
      commonSum += block.left[index] * block.right[index]
    }
    return (max(0, ownSum / 4 + commonSum / 2), ownSum / 2)
  }
}
