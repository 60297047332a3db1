import Audio
import CLibav
import MediaWire

/// Measures how loud the sound is, of all the channels that it has, before they are mixed.
final class LoudnessLine {
  /// Seconds: what came before a change of rate or channels and is no longer is left out of the measure.
  private static let forgettable = 1

  private let wanted: DecodeOrder.Loudness
  private let outbox: Outbox
  private let surround = SurroundPlanes()
  private var meter: LoudnessMeter?
  private var shape: SoundShape?
  private var count = 0
  /// Whether there is no one measure, because the sound changed its rate or channels on the way.
  private var isMixed = false

  init(_ wanted: DecodeOrder.Loudness, outbox: Outbox) { (self.wanted, self.outbox) = (wanted, outbox) }

  /// Takes a part of a frame; `stretch` is the whole frame in one or two channels.
  func take(_ frame: StreamDecoder.Frame, _ stretch: Stretch, _ range: Range<Int>) throws(Failure) {
    guard !range.isEmpty else { return }
    let shape = SoundShape(frame)
    change(to: shape)
    guard let meter else { return }
    count += range.count
    let channels: [UnsafePointer<Float>]
    if shape.isSurround {
      channels = try surround.channels(of: frame)
    } else {
      channels = stretch.isMono ? [stretch.left] : [stretch.left, stretch.right]
    }
    meter.take(channels.map { $0 + range.lowerBound }, stride: 1, count: range.count)
  }

  /// Tells what was measured, if anything was.
  func finish() {
    guard !isMixed, let found = meter?.finish(), found.integrated.isFinite, found.peak.isFinite else {
      return
    }
    outbox.send(
      .loudness(
        SoundLoudness(
          integrated: found.integrated, range: found.range, peak: found.peak,
          truePeak: found.truePeak.flatMap { $0.isFinite ? $0 : nil })))
  }

  private func change(to new: SoundShape) {
    guard new != shape else { return }
    if let shape, count > Self.forgettable * shape.rate { isMixed = true }
    (shape, count) = (new, 0)
    meter = LoudnessMeter(
      rate: new.rate, channels: new.isSurround ? new.channels : min(2, new.channels),
      weights: new.isSurround ? new.weights : nil, wantsTruePeak: wanted.wantsTruePeak)
  }
}

/// What the samples of a frame are like, as far as loudness is concerned.
struct SoundShape: Equatable {
  let rate: Int
  let channels: Int
  /// How much each channel counts; nil where nobody says where they are.
  let weights: [Double]?

  /// Of more channels than the meter knows, the two are measured that they are mixed to.
  var isSurround: Bool { channels > 2 && LoudnessMeter.channelCounts.contains(channels) }

  init(_ frame: StreamDecoder.Frame) {
    rate = Int(frame.pointee.sample_rate)
    channels = Int(frame.pointee.ch_layout.nb_channels)
    guard frame.pointee.ch_layout.order == AV_CHANNEL_ORDER_NATIVE, channels > 2, channels <= 64 else {
      weights = nil
      return
    }
    weights = (0..<channels).map { index in
      Self.weight(av_channel_layout_channel_from_index(&frame.pointee.ch_layout, UInt32(index)))
    }
  }

  private static let low = [AV_CHAN_LOW_FREQUENCY, AV_CHAN_LOW_FREQUENCY_2]
  private static let behind = [
    AV_CHAN_BACK_LEFT, AV_CHAN_BACK_RIGHT, AV_CHAN_BACK_CENTER, AV_CHAN_SIDE_LEFT, AV_CHAN_SIDE_RIGHT,
    AV_CHAN_TOP_BACK_LEFT, AV_CHAN_TOP_BACK_CENTER, AV_CHAN_TOP_BACK_RIGHT, AV_CHAN_SURROUND_DIRECT_LEFT,
    AV_CHAN_SURROUND_DIRECT_RIGHT,
  ]

  /// ITU-R BS.1770-4: low frequencies count nothing, what is beside and behind counts 1.5 dB more.
  private static func weight(_ channel: AVChannel) -> Double {
    if low.contains(channel) { return 0 }
    return behind.contains(channel) ? 1.41 : 1
  }
}
