import CChromaprint
import MediaWire

/// Makes one fingerprint of sound as if it were played at another speed.
final class PrintMaker {
  private static let rate = 11_025

  private let speed: Double
  private let chromaprint: OpaquePointer
  private let space: FloatSpace
  private var resampler: Resampler?
  private var fed = 0
  private var hasInput = false

  init(speed: Double, rate: Int) throws(Failure) {
    guard let made = chromaprint_new(Int32(CHROMAPRINT_ALGORITHM_DEFAULT.rawValue)) else {
      throw Failure(.outOfMemory, "no memory for a fingerprint")
    }
    (self.speed, chromaprint, space) = (speed, made, FloatSpace())
    guard chromaprint_start(made, Int32(Self.rate), 1) == 1 else {
      throw Failure(.outOfMemory, "a fingerprint cannot be begun")
    }
    try restart(rate: rate)
  }

  deinit { chromaprint_free(chromaprint) }

  func restart(rate: Int) throws(Failure) {
    try flush()
    // Played faster, the same samples are of a higher rate.
    let played = Int((Double(rate) * speed).rounded())
    resampler = try Resampler(channels: 1, from: played, to: Self.rate, .integers)
  }

  func take(_ stretch: Stretch) throws(Failure) {
    guard let resampler else { return }
    try stretch.eachPiece(of: resampler.pieceCount) { piece throws(Failure) in try feed(piece) }
  }

  func finish() throws(Failure) -> Print {
    try flush()
    chromaprint_finish(chromaprint)
    var items: UnsafeMutablePointer<UInt32>?
    var count: Int32 = 0
    defer { chromaprint_dealloc(items) }
    let isMade = chromaprint_get_raw_fingerprint(chromaprint, &items, &count) == 1
    let found = isMade ? Array(UnsafeBufferPointer(start: items, count: Int(count))) : []
    return Print(
      speed: speed, duration: Double(fed) / Double(Self.rate),
      itemDuration: Double(chromaprint_get_item_duration(chromaprint)) / Double(Self.rate), items: found)
  }

  private func flush() throws(Failure) {
    if hasInput { try feed(nil) }
    (resampler, hasInput) = (nil, false)
  }

  private func feed(_ stretch: Stretch?) throws(Failure) {
    guard let resampler else { return }
    hasInput = true
    let capacity = try resampler.capacity(for: stretch?.count ?? 0)
    // Two integers have room in one float.
    space.grow(to: capacity)
    let room = UnsafeMutableRawPointer(space.pointer)
    let count = try resampler.convert(stretch, into: room, capacity: capacity)
    guard count > 0 else { return }
    chromaprint_feed(chromaprint, room.assumingMemoryBound(to: Int16.self), Int32(count))
    fed += count
  }
}
