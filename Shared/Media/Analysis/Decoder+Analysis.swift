public import Audio
import MediaWire

extension Decoder {
  /// Listens to a file, in one pass over it, and finds out all that its sound tells.
  ///
  /// - Throws: `missing` where there is no sound; what decoding throws.
  @concurrent public func analysis(
    of file: MediaFile, _ settings: SoundAnalysis.Settings = .init(), wantsTruePeak: Bool = false
  ) async throws -> AnalyzedSound {
    var order = DecodeOrder(
      sound: .init(rate: Listener.sampleRate), loudness: .init(wantsTruePeak: wantsTruePeak))
    order.durationLimit = settings.limit
    let decoded = try await decode(file, order, into: SoundHearing(settings))
    guard decoded.consumer.hasHeard else { throw MediaError(.missing, "there is no sound in it") }
    var sound = decoded.consumer.finish()
    if decoded.ending.wholeness != .whole { sound.lack = decoded.ending.reason }
    return sound
  }
}
