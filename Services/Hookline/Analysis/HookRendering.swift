import Audio
import Knowledge
import Matching
import Media
import MediaWire

/// A hook that was written.
struct RenderedHook: Sendable {
  let hook: Hook
  let path: String
  let byteCount: Int
  /// The beats in it.
  let grid: CutGrid
  /// Why not all of the file was heard, so that the hook may lie elsewhere or be cut short; nil where all was.
  let lack: String?
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
    let sound = try await decoder.analysis(of: file, settings)
    guard let hook = sound.hook else {
      throw CommandFailure("there is no music in it to take a hook of")
    }
    let (clip, lack) = try await stretch(of: file, from: hook.start, to: hook.end, decoder)
    guard let bytes = clip.segment(from: 0, to: clip.duration).waveFile() else {
      throw CommandFailure("the hook is too long for a WAV file")
    }
    try target.write(bytes)
    try target.finish()
    let grid = CutGrid(
      from: hook.start, length: hook.end - hook.start, of: Pulse(sound), trackEnd: sound.duration)
    return RenderedHook(
      hook: hook, path: target.path, byteCount: bytes.count, grid: grid, lack: sound.lack ?? lack)
  }

  /// A stretch of the file, with its own rate and its own channels, two at most.
  private func stretch(
    of file: MediaFile, from start: Double, to end: Double, _ decoder: Decoder
  ) async throws -> (clip: SoundClip, lack: String?) {
    let info = try await decoder.info(of: file)
    var (rate, channels) = (44_100, 2)
    if case .sound(let own, let count) = info.streams.first(where: { $0.index == info.sound })?.kind {
      (rate, channels) = (min(max(own, 4000), 192_000), min(max(count, 1), 2))
    }
    let order = DecodeOrder(
      sound: .init(rate: rate, channels: channels), start: start, duration: max(0.001, end - start))
    let decoded = try await decoder.decode(file, order, into: SoundCollector())
    let samples = decoded.consumer.samples
    guard samples.count >= channels else { throw MediaError(.missing, "the hook cannot be decoded") }
    let clip = SoundClip(
      rate: rate,
      channels: (0..<channels).map { channel in
        stride(from: channel, to: samples.count - samples.count % channels, by: channels).map { samples[$0] }
      })
    return (clip, decoded.ending.wholeness == .whole ? nil : decoded.ending.reason)
  }
}
