public import Audio
import Lifecycle
public import MediaWire
public import Models

/// Computes for seconds on a thread of its own: there are few that all tasks share, and leases are kept there.
private actor Desk {
  private let executor = BlockingExecutor(label: "analysis")
  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  func finish(_ hearing: SoundHearing) -> AnalyzedSound { hearing.finish() }
}

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
    var sound = await Desk().finish(decoded.consumer)
    if decoded.ending.wholeness != .whole { sound.lack = decoded.ending.reason }
    let made = decoded.consumer.prints.filter { !$0.items.isEmpty }
    return (sound, made.map { Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed) })
  }
}
