public import Audio
public import MediaWire
public import Models

extension Decoder {
  /// Listens to a file, in one pass over it, and finds out all that its sound tells.
  ///
  /// - Throws: `missing` where there is no sound; what decoding throws.
  @concurrent public func analysis(
    of file: MediaFile, _ settings: SoundAnalysis.Settings = .init(), wantsTruePeak: Bool = false
  ) async throws -> AnalyzedSound {
    try await hearing(of: file, settings, wantsTruePeak: wantsTruePeak).sound
  }

  /// The same, with the fingerprints that are asked for, of the same pass.
  @concurrent public func hearing(
    of file: MediaFile, _ settings: SoundAnalysis.Settings = .init(), wantsTruePeak: Bool = false,
    prints: DecodeOrder.Prints? = nil
  ) async throws -> (sound: AnalyzedSound, prints: [Fingerprint]) {
    var order = DecodeOrder(
      sound: .init(rate: Listener.sampleRate), prints: prints, loudness: .init(wantsTruePeak: wantsTruePeak))
    order.durationLimit = settings.limit
    let decoded = try await decode(file, order, into: SoundHearing(settings))
    guard decoded.consumer.hasHeard else { throw MediaError(.missing, "there is no sound in it") }
    let hearing = decoded.consumer
    var sound = await Desk().finish { hearing.finish() }
    if decoded.ending.wholeness != .whole { sound.lack = decoded.ending.reason }
    return (sound, hearing.fingerprints)
  }
}
