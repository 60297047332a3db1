import CLibav
import MediaWire

/// Sends sound at the rate that was asked for, about half a second at a time.
final class SoundParts {
  /// Samples of all channels in one message; what comes of a slow file's block at a high rate may be many times that.
  private static let messageLimit = 1 << 18

  private let wanted: DecodeOrder.Sound
  private let outbox: Outbox
  private let space = FloatSpace()
  /// Samples of each channel in the space, and sent of this run.
  private var waiting = 0
  private var sent = 0
  private var runStart = 0.0
  private var resampler: Resampler?
  /// Whether the resampler has samples that it has not given back yet.
  private var hasInput = false

  init(_ wanted: DecodeOrder.Sound, outbox: Outbox) { (self.wanted, self.outbox) = (wanted, outbox) }

  /// Begins a run of samples that does not join on to the one before.
  func restart(at time: Double, rate: Int) throws(Failure) {
    try flush()
    (runStart, sent) = (time, 0)
    resampler =
      rate == wanted.rate
      ? nil : try Resampler(channels: wanted.channels, from: rate, to: wanted.rate, .floats)
  }

  func take(_ stretch: Stretch) throws(Failure) {
    guard stretch.count > 0 else { return }
    hasInput = true
    try stretch.eachPiece(of: resampler?.pieceCount ?? Self.messageLimit) { piece throws(Failure) in
      try add(piece)
      if waiting >= wanted.rate / 2 { send() }
    }
  }

  /// Sends everything that is left.
  func flush() throws(Failure) {
    if let resampler, hasInput {
      let capacity = try resampler.capacity(for: 0)
      waiting += try resampler.convert(nil, into: room(for: capacity), capacity: capacity)
    }
    (resampler, hasInput) = (nil, false)
    if waiting > 0 { send() }
  }

  private func add(_ piece: Stretch) throws(Failure) {
    guard let resampler else {
      interleave(piece, into: room(for: piece.count))
      waiting += piece.count
      return
    }
    let capacity = try resampler.capacity(for: piece.count)
    waiting += try resampler.convert(piece, into: room(for: capacity), capacity: capacity)
  }

  private func room(for count: Int) -> UnsafeMutablePointer<Float> {
    let used = waiting * wanted.channels
    space.grow(to: used + count * wanted.channels, keeping: used)
    return space.pointer + used
  }

  private func interleave(_ stretch: Stretch, into target: UnsafeMutablePointer<Float>) {
    guard wanted.channels == 2 else { return target.update(from: stretch.left, count: stretch.count) }
    for index in 0..<stretch.count {
      target[2 * index] = stretch.left[index]
      target[2 * index + 1] = stretch.right[index]
    }
  }

  private func send() {
    var done = 0
    while done < waiting {
      let count = min(waiting - done, Self.messageLimit / wanted.channels)
      var writer = ByteWriter(capacity: 8)
      writer.double(runStart + Double(sent) / Double(wanted.rate))
      let first = space.pointer + done * wanted.channels
      outbox.send(
        .sound, head: writer.bytes, UnsafeRawBufferPointer(start: first, count: count * wanted.channels * 4))
      done += count
      sent += count
    }
    waiting = 0
  }
}
