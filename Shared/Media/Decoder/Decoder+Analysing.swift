public import Lifecycle
public import MediaWire
public import Models

extension DecoderSettings {
  /// Of a worker that analyses so many files at once; 0 for one for each processor.
  public init(_ settings: Settings, jobs: Int) {
    self.init(program: settings[\.mediaDecoder] ?? DecoderSettings.installedProgram())
    if jobs > 0 { slots = jobs }
    // What takes longer is not worth the wait of a run.
    timeout = .seconds(300)
    cpuLimit = .seconds(300)
  }
}

extension DecodeOrder.Prints {
  /// By which a recording is known: of ten minutes.
  public static let ofRecording = DecodeOrder.Prints(speeds: [1], limit: 600)
}

extension Decoder {
  /// What has ended its decoder gets another chance: that may have been another's fault.
  public func again<Value>(_ body: () async throws -> Value) async throws -> Value {
    do { return try await body() } catch let error as MediaError where error.code == .crashed {
      return try await body()
    }
  }

  /// The fingerprints of a recording, `first` and those of one minute at other speeds, by which versions are known. Where
  /// they cannot be made it is still known what is the same recording.
  public func versions(of file: MediaFile, after first: [Fingerprint]) async throws -> [Fingerprint] {
    guard !first.isEmpty else { return [] }
    do {
      return first
        + (try await prints(of: file, speeds: Fingerprint.versionSpeeds, limit: 60)).filter {
          !$0.items.isEmpty
        }.map { Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed) }
    } catch _ as MediaError {
      try Task.checkCancellation()
      return first
    }
  }
}
