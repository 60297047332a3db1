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
    let (hearing, lack) = try await heard(file, order, SoundHearing(settings))
    var sound = await Desk().finish { hearing.finish() }
    if let lack { sound.lack = lack }
    return (sound, hearing.fingerprints)
  }

  /// The same, with what the sound is over time.
  @concurrent public func followed(
    _ file: MediaFile, _ settings: SoundAnalysis.Settings = .init()
  ) async throws -> HeardSound {
    var order = DecodeOrder(sound: .init(rate: Listener.sampleRate), loudness: .init())
    order.durationLimit = settings.limit
    let (hearing, lack) = try await heard(file, order, SoundHearing(settings, followsCourse: true))
    var (sound, course) = await Desk().finish { hearing.finishWithCourse() }
    if let lack { sound.lack = lack }
    return HeardSound(sound: sound, course: course)
  }

  /// What heard the file, and what of it is missing.
  private func heard(
    _ file: MediaFile, _ order: DecodeOrder, _ hearing: SoundHearing
  ) async throws -> (SoundHearing, lack: String?) {
    let decoded = try await decode(file, order, into: hearing)
    guard decoded.consumer.hasHeard else { throw MediaError(.missing, "there is no sound in it") }
    return (decoded.consumer, decoded.ending.wholeness == .whole ? nil : decoded.ending.reason)
  }
}
