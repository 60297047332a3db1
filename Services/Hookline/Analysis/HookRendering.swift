import Audio
import Media
import MediaWire

/// A hook that was written.
struct RenderedHook: Sendable {
  let hook: Hook
  let path: String
  let byteCount: Int
}

/// Finds the hook of a file and writes it.
struct HookRendering: Sendable {
  let path: String
  let settings: SoundAnalysis.Settings
  let names: OutputNames

  @concurrent func render(_ decoder: Decoder) async throws -> RenderedHook {
    // Before anything is decoded, because it may be there already.
    let target = try names.open("wav", "-hook")
    let file = try MediaFile(path: path)
    guard let hook = try await decoder.analysis(of: file, settings).hook else {
      throw CommandFailure("there is no music in it to take a hook of")
    }
    let clip = try await sound(of: file, from: hook.start, to: hook.end, decoder)
    guard let bytes = clip.segment(from: 0, to: clip.duration).waveFile() else {
      throw CommandFailure("the hook is too long for a WAV file")
    }
    try target.write(bytes)
    try target.finish()
    return RenderedHook(hook: hook, path: target.path, byteCount: bytes.count)
  }

  /// A stretch of the file, with its own rate and its own channels, two at most.
  private func sound(
    of file: MediaFile, from start: Double, to end: Double, _ decoder: Decoder
  ) async throws -> SoundClip {
    let info = try await decoder.info(of: file)
    var (rate, channels) = (44_100, 2)
    if case .sound(let own, let count) = info.streams.first(where: { $0.index == info.sound })?.kind {
      (rate, channels) = (min(max(own, 4000), 192_000), min(max(count, 1), 2))
    }
    let order = DecodeOrder(
      sound: .init(rate: rate, channels: channels), start: start, duration: max(0.001, end - start))
    let samples = try await decoder.decode(file, order, into: SoundCollector()).consumer.samples
    guard samples.count >= channels else { throw MediaError(.missing, "the hook cannot be decoded") }
    return SoundClip(
      rate: rate,
      channels: (0..<channels).map { channel in
        stride(from: channel, to: samples.count - samples.count % channels, by: channels).map { samples[$0] }
      })
  }
}
