import CLibav
import MediaWire

/// Sends sound at the rate that was asked for, about half a second at a time.
final class SoundParts {
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
    flush()
    (runStart, sent) = (time, 0)
    resampler =
      rate == wanted.rate
      ? nil : try Resampler(channels: wanted.channels, from: rate, to: wanted.rate, .floats)
  }

  func take(_ stretch: Stretch) {
    guard stretch.count > 0 else { return }
    hasInput = true
    if let resampler {
      let capacity = resampler.capacity(for: stretch.count)
      waiting += resampler.convert(stretch, into: room(for: capacity), capacity: capacity)
    } else {
      interleave(stretch, into: room(for: stretch.count))
      waiting += stretch.count
    }
    if waiting >= wanted.rate / 2 { send() }
  }

  /// Sends everything that is left.
  func flush() {
    if let resampler, hasInput {
      let capacity = resampler.capacity(for: 0)
      waiting += resampler.convert(nil, into: room(for: capacity), capacity: capacity)
    }
    (resampler, hasInput) = (nil, false)
    if waiting > 0 { send() }
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
    var writer = ByteWriter(capacity: 8)
    writer.double(runStart + Double(sent) / Double(wanted.rate))
    let samples = UnsafeRawBufferPointer(start: space.pointer, count: waiting * wanted.channels * 4)
    outbox.send(.sound, head: writer.bytes, samples)
    sent += waiting
    waiting = 0
  }
}
