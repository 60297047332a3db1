public import Audio
public import MediaWire
public import Models

extension Decoder {
  /// Looks at a film and listens to it, in one pass, and finds out all that both tell; with the fingerprints that are
  /// asked for, of the same pass. What only sounds has no picture, and a photo is one of a post.
  ///
  /// - Throws: `missing` where there is nothing to see or hear; what decoding throws.
  @concurrent public func clip(
    of file: MediaFile, _ settings: SoundAnalysis.Settings = .init(), wantsTruePeak: Bool = false,
    prints: DecodeOrder.Prints? = nil
  ) async throws -> (clip: AnalyzedClip, prints: [Fingerprint]) {
    var order = DecodeOrder(
      sound: .init(rate: Listener.sampleRate), pictures: .forShots, prints: prints,
      loudness: .init(wantsTruePeak: wantsTruePeak))
    order.durationLimit = settings.limit
    let decoded = try await decode(file, order, into: ClipViewing(settings))
    let (seen, info, ending) = (decoded.consumer, decoded.info, decoded.ending)
    guard !seen.isEmpty else { throw MediaError(.missing, "there is neither sound nor a picture in it") }
    if info.isPhoto(frames: seen.viewing.frames, hasSound: seen.hearing.hasHeard) {
      return (try await photos([file]), [])
    }
    let clip = await Desk().finish { seen.finish(info, ending) }
    return (clip, seen.hearing.fingerprints)
  }
}
